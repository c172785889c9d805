// The text of --help.
import type { Command } from './types.ts';

/** What `npm run <command> -- --help` prints. */
export function helpText(command: Command): string {
  const options = Object.entries(command.options).map(([name, option]): [string, string] => [
    `--${name}${option.value ? ` <${option.value}>` : ''}`,
    option.description,
  ]);
  return [
    command.description,
    '',
    `Usage: npm run ${command.name}${options.length > 0 ? ' -- [options]' : ''}`,
    '',
    'Options:',
    ...columns([...options, ['--help', 'print this text']]),
    '',
    'Examples:',
    ...columns(command.examples),
    '',
    'Exit code: 0 good, 1 findings, 2 wrong usage or a tool that failed.',
    '',
  ].join('\n');
}

function columns(rows: [string, string][]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
