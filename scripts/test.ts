import { runCommand } from './lib/cli/command.ts';
import { testCommand } from './lib/test/command.ts';

await runCommand(testCommand);
