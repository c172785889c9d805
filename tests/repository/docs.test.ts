// The commands and links in README.md, CONTRIBUTING.md and docs/ work.
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { files } from '../../scripts/lib/cache/hash.ts';
import { toolkitRoot } from '../../scripts/lib/repository/root.ts';

const pages = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(join(toolkitRoot, 'docs')).map((name) => `docs/${name}`),
]
  .filter((path) => path.endsWith('.md'))
  .map((path) => ({ path, text: readFileSync(join(toolkitRoot, path), 'utf8') }));

const commands = pages.flatMap(({ text }) =>
  [...text.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, block = '']) => block.trim().split('\n')),
);

/** Commands that are not run here, with what runs them. */
const runElsewhere: Record<string, string> = {
  'npm ci && npm run check': 'npm ci comes before any test; check is run by repository.test.ts',
  'npm ci && npm test': 'it runs this test',
  'npm run test:fast': 'it runs this test',
  'npm run test:kernels': 'takes minutes, and is a tier beside this one',
  'npm run bench': 'takes minutes; its parts are tested in tests/lib/bench',
  'npm run bench -- --agent': 'needs Docker and an hour; its parts are tested in tests/lib/bench/agent',
  'npm run bootstrap': 'changes the machine; its plan is tested in tests/lib/bootstrap',
  'npm run up': 'needs Docker and minutes: tests/e2e/setup.ts',
  'npm run status': 'needs a cluster: tests/e2e/1-install.test.ts',
  'npm run down': 'needs a cluster: tests/e2e/setup.ts',
  'npm run doctor': 'its exit code is up to this machine: tests/lib/doctor/command.test.ts',
  'npm run doctor -- --cluster observability': 'needs a cluster: tests/e2e/8-doctor.test.ts',
  'npm run doctor -- --kubeconfig ~/.kube/config --environment staging':
    'needs a cluster: tests/e2e/8-doctor.test.ts',
  'kubectl -n agent logs daemonset/agent-tracer -c agent': 'needs a cluster: tests/e2e/9-agent.test.ts',
  'kubectl -n agent rollout restart daemonset/agent-tracer': 'needs a cluster: tests/e2e/9-agent.test.ts',
  'npm run clean': 'would remove what the other tests are using; tested in tests/lib/cache',
};

describe('commands', () => {
  const open = commands.filter((command) => !(command in runElsewhere));
  test.each(open)('%s', async (command) => {
    await promisify(execFile)('bash', ['-c', command], { cwd: toolkitRoot });
  });

  test('no exception is stale', () => {
    expect(Object.keys(runElsewhere).filter((command) => !commands.includes(command))).toEqual([]);
  });
});

describe('links', () => {
  const links = pages.flatMap(({ path, text }) =>
    [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => ({ path, link })),
  );
  const local = links.filter(({ link }) => !/^https?:/.test(link));
  test.each(local)('$path → $link', ({ path, link }) => {
    expect(existsSync(join(toolkitRoot, dirname(path), link.split('#')[0] ?? ''))).toBe(true);
  });
});

test('docs/checks.md lists every code, and none that is gone', () => {
  const code = /(?<![A-Z_])E_[A-Z0-9_]+/g;
  const inCode = ['scripts', 'charts']
    .flatMap((folder) => files(join(toolkitRoot, folder)).map((path) => join(toolkitRoot, folder, path)))
    .filter((path) => /\.(ts|tpl)$/.test(path))
    .flatMap((path) => readFileSync(path, 'utf8').match(code) ?? []);
  const inDocs = pages.find(({ path }) => path === 'docs/checks.md')?.text.match(code) ?? [];
  expect([...new Set(inDocs)].sort()).toEqual([...new Set(inCode)].sort());
});
