// The frame of every command: options, --help, exit codes. The only place that ends the process.
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { CommandError } from './errors.ts';
import { helpText } from './help.ts';
import type { Arguments, Command, Option } from './types.ts';

/** Options that most commands share. */
export const sharedOptions = {
  environment: { description: 'only this environment; may be repeated', value: 'name', multiple: true },
  component: { description: 'only this component; may be repeated', value: 'name', multiple: true },
  json: { description: 'print the result as JSON' },
} satisfies Record<string, Option>;

/** Runs a command with the process's arguments and ends the process with its exit code. */
export async function runCommand(command: Command): Promise<void> {
  process.exitCode = await exitCodeOf(command, process.argv.slice(2));
}

async function exitCodeOf(command: Command, argv: string[]): Promise<number> {
  try {
    const args = parse(command, argv);
    if (args.values.help) {
      process.stdout.write(helpText(command));
      return 0;
    }
    return await command.run(args);
  } catch (error) {
    const known = error instanceof CommandError;
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(known ? `${message}\n` : `E_INTERNAL ${command.name}: ${message}\n`);
    if (!known) {
      process.stderr.write(
        'This is a mistake in the toolkit, not in your files. Set DEBUG=1 to see where it happened.\n',
      );
      if (process.env.DEBUG && error instanceof Error) process.stderr.write(`${error.stack}\n`);
    }
    return 2;
  }
}

function parse(command: Command, argv: string[]): Arguments {
  const options: NonNullable<ParseArgsConfig['options']> = { help: { type: 'boolean', short: 'h' } };
  for (const [name, option] of Object.entries(command.options)) {
    options[name] = { type: option.value ? 'string' : 'boolean', multiple: option.multiple ?? false };
  }
  try {
    const { values, positionals } = parseArgs({ args: argv, options, allowPositionals: false });
    return { values: values as Arguments['values'], positionals };
  } catch (error) {
    const reason = (error as Error).message.split('. ')[0];
    throw new CommandError(
      `E_USAGE ${command.name}: ${reason}.\nPlease see: npm run ${command.name} -- --help`,
    );
  }
}
