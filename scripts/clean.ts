import { cleanCommand } from './lib/cache/clean.ts';
import { runCommand } from './lib/cli/command.ts';

await runCommand(cleanCommand);
