import { benchCommand } from './lib/bench/command.ts';
import { runCommand } from './lib/cli/command.ts';

await runCommand(benchCommand);
