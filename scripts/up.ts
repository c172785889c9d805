import { runCommand } from './lib/cli/command.ts';
import { upCommand } from './lib/cluster/commands.ts';

await runCommand(upCommand);
