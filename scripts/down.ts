import { runCommand } from './lib/cli/command.ts';
import { downCommand } from './lib/cluster/commands.ts';

await runCommand(downCommand);
