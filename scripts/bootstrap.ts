import { bootstrapCommand } from './lib/bootstrap/command.ts';
import { runCommand } from './lib/cli/command.ts';

await runCommand(bootstrapCommand);
