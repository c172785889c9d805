import { runCommand } from './lib/cli/command.ts';
import { statusCommand } from './lib/cluster/commands.ts';

await runCommand(statusCommand);
