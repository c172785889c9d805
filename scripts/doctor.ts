import { runCommand } from './lib/cli/command.ts';
import { doctorCommand } from './lib/doctor/command.ts';

await runCommand(doctorCommand);
