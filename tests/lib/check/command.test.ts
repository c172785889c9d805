// The commands that are one pipeline, run as a person runs them, on the smallest checkout.
import { readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { removeCheckout } from '../../checkout.ts';
import { writeFiles } from '../helpers.ts';
import { command, smallCheckout, toolkitWith } from '../toolkit.ts';

let root: string;

beforeAll(() => {
  root = toolkitWith(smallCheckout);
});

afterAll(() => removeCheckout(root));

const tally = `✓ demo             1 application    1 resource     0 findings
1 environment, 1 application, 3 resources, 0 findings (N s)
`;
const unchanged = tally.replace('N s', 'N s, 1 application unchanged');

test('check finds nothing, and again nothing from the cache', async () => {
  expect(await command(root, 'check')).toEqual({ code: 0, stderr: '', stdout: tally });
  expect(await command(root, 'check')).toEqual({ code: 0, stderr: '', stdout: unchanged });
});

test.each(['lint', 'validate', 'policy'])('%s does its part', async (name) => {
  expect(await command(root, name)).toEqual({ code: 0, stderr: '', stdout: unchanged });
});

test('render writes the manifests', async () => {
  expect(await command(root, 'render', '--environment', 'demo', '--component', 'thing')).toEqual({
    code: 0,
    stderr: '',
    stdout: `${unchanged}written to rendered/\n`,
  });
  expect(readFileSync(join(root, 'rendered/demo/thing.yaml'), 'utf8')).toBe(`---
# Source: thing/templates/configmap.yaml
apiVersion: v1
kind: ConfigMap
metadata:
  name: thing
data:
  greeting: hi demo
`);
});

test('check --json is the report', async () => {
  const { code, stdout, stderr } = await command(root, 'check', '--json');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(JSON.parse(stdout)).toMatchObject({
    environments: ['demo'],
    applications: [
      { name: 'demo-thing', environment: 'demo', component: 'thing', wave: 'first', namespace: 'thing' },
    ],
    findings: [],
    rendered: { now: 0, reused: 1 },
  });
});

test('check --help', async () => {
  expect(await command(root, 'check', '--help')).toEqual({
    code: 0,
    stderr: '',
    stdout: `Lints, renders, validates and policy-checks every application of every environment.

Usage: npm run check -- [options]

Options:
  --environment <name>  only this environment; may be repeated
  --component <name>    only this component; may be repeated
  --json                print the result as JSON
  --help                print this text

Examples:
  npm run check                           everything
  npm run check -- --environment staging  one environment
  npm run --silent check -- --json        the report for another program

Exit code: 0 good, 1 findings, 2 wrong usage or a tool that failed.
`,
  });
});

describe('wrong usage', () => {
  test.each([
    [['--nonsense'], "E_USAGE check: Unknown option '--nonsense'.\nPlease see: npm run check -- --help\n"],
    [['--environment', 'nope'], 'E_USAGE there is no environment nope.\nPlease use one of: demo\n'],
    [['--component', 'nope'], 'E_USAGE there is no component nope.\nPlease use one of: thing\n'],
  ])('check %j', async (args, stderr) => {
    expect(await command(root, 'check', ...args)).toEqual({ code: 2, stdout: '', stderr });
  });
});

describe('a finding', () => {
  beforeAll(() => writeFiles(root, { 'environments/demo/thing.yaml': 'greting: hi\n' }));
  afterAll(() => writeFiles(root, smallCheckout));

  const text = `E_VALUES  environments/demo/thing.yaml:1  greting
  there is no key \`greting\`; did you mean \`greeting\`?
  Please set:
    greeting: hi

✗ demo             0 applications   0 resources    1 finding
1 environment, 0 applications, 2 resources, 1 finding (N s)
`;

  test.each(['check', 'lint', 'render', 'validate'])('%s shows it and exits with 1', async (name) => {
    const { code, stdout, stderr } = await command(root, name);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toBe(name === 'render' ? `${text}written to rendered/\n` : text);
  });
});

test('a moved checkout is rendered with its old cache', async () => {
  await command(root, 'check');
  renameSync(root, `${root}-moved`);
  root = `${root}-moved`;
  expect(await command(root, 'render')).toMatchObject({ code: 0, stderr: '' });
});
