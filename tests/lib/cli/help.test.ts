import { expect, test } from 'vitest';
import { helpText } from '../../../scripts/lib/cli/help.ts';
import type { Command } from '../../../scripts/lib/cli/types.ts';

const command: Command = {
  name: 'demo',
  description: 'Shows what it was given.',
  options: {
    environment: { description: 'only this environment', value: 'name', multiple: true },
    json: { description: 'print the result as JSON' },
  },
  examples: [
    ['npm run demo', 'everything'],
    ['npm run demo -- --json', 'for another program'],
  ],
  run: async () => 0,
};

test('says what, how, examples and exit codes', () => {
  expect(helpText(command)).toBe(`Shows what it was given.

Usage: npm run demo -- [options]

Options:
  --environment <name>  only this environment
  --json                print the result as JSON
  --help                print this text

Examples:
  npm run demo            everything
  npm run demo -- --json  for another program

Exit code: 0 good, 1 findings, 2 wrong usage or a tool that failed.
`);
});

test('a command without options has --help all the same', () => {
  const text = helpText({ ...command, options: {} });
  expect(text).toContain('\nUsage: npm run demo\n\nOptions:\n  --help  print this text\n');
});
