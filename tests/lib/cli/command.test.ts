// The frame of all commands, through a small script that uses it.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { toolkitRoot } from '../../../scripts/lib/repository/root.ts';
import { folderWith, node, type Result } from '../helpers.ts';

const frame = join(toolkitRoot, 'scripts/lib/cli');

/** Runs a command whose body is given, and prints what it received. */
function demo(body: string, args: string[] = [], env: NodeJS.ProcessEnv = {}): Promise<Result> {
  const folder = folderWith({
    'demo.ts': `import { runCommand } from '${frame}/command.ts';
import { CommandError } from '${frame}/errors.ts';
await runCommand({
  name: 'demo',
  description: 'Shows what it was given.',
  options: {
    name: { description: 'a name', value: 'name', multiple: true },
    loud: { description: 'a switch' },
  },
  examples: [['npm run demo', 'everything']],
  async run(args) {
    ${body}
    return 0;
  },
});
`,
    'package.json': '{"type": "module"}',
  });
  return node(folder, ['demo.ts', ...args], { DEBUG: '', ...env });
}

const print = 'console.log(JSON.stringify(args.values));';

test('options are read, repeated ones as a list', async () => {
  const result = await demo(print, ['--name', 'a', '--loud', '--name=b']);
  expect(result).toEqual({ code: 0, stderr: '', stdout: '{"name":["a","b"],"loud":true}\n' });
});

test('the exit code is what the command returns', async () => {
  expect(await demo('return 1;')).toEqual({ code: 1, stdout: '', stderr: '' });
});

test.each([
  [['--nonsense'], "Unknown option '--nonsense'"],
  [['--name'], "Option '--name <value>' argument missing"],
  [['--loud=yes'], "Option '--loud' does not take an argument"],
  [['staging'], "Unexpected argument 'staging'"],
])('%j is wrong usage', async (args, reason) => {
  expect(await demo(print, args)).toEqual({
    code: 2,
    stdout: '',
    stderr: `E_USAGE demo: ${reason}.\nPlease see: npm run demo -- --help\n`,
  });
});

test('a CommandError is its message alone', async () => {
  expect(await demo("throw new CommandError('E_TOOL helm cannot be had.');")).toEqual({
    code: 2,
    stdout: '',
    stderr: 'E_TOOL helm cannot be had.\n',
  });
});

test('any other error is a mistake of the toolkit, without a stack trace', async () => {
  expect(await demo("throw new TypeError('x is undefined');")).toEqual({
    code: 2,
    stdout: '',
    stderr:
      'E_INTERNAL demo: x is undefined\n' +
      'This is a mistake in the toolkit, not in your files. Set DEBUG=1 to see where it happened.\n',
  });
});

test('DEBUG=1 shows where it happened', async () => {
  const { stderr } = await demo("throw new TypeError('x is undefined');", [], { DEBUG: '1' });
  expect(stderr).toMatch(
    /^E_INTERNAL demo: .*\n.*\nTypeError: x is undefined\n {4}at Object\.run .*demo\.ts:12/,
  );
});

test('what is thrown need not be an error', async () => {
  const { stderr } = await demo("throw 'a text';");
  expect(stderr).toContain('E_INTERNAL demo: a text\n');
});
