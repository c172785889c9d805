// The toolkit itself: types, lint rules and format.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { $ } from 'zx';
import { hash, hashTree } from '../../lib/cache/hash.ts';
import type { Context } from '../../lib/check/context.ts';
import type { Finding } from '../../lib/findings/finding.ts';
import { toolkitRoot } from '../../lib/repository/root.ts';

/** `E_TYPES` for each error of the TypeScript compiler, `E_CODE_STYLE` for each of the linter and formatter. */
export async function code({ cache, toolkit }: Context): Promise<Finding[]> {
  const key = hash(toolkit, codeHash());
  const known = cache.get<Finding[]>('code', key);
  if (known) return known;
  const [types, style] = await Promise.all([typeFindings(), styleFindings()]);
  return cache.put('code', key, [...types, ...style]);
}

/** Hash of what only these checks read: tests and the configuration of the tools. */
export function codeHash(): string {
  const configuration = ['tsconfig.json', 'biome.json', 'vitest.config.ts', 'package.json'];
  return hash(
    hashTree(join(toolkitRoot, 'tests')),
    ...configuration.map((file) => readFileSync(join(toolkitRoot, file))),
  );
}

async function typeFindings(): Promise<Finding[]> {
  const { exitCode, stdout } = await run('tsc', ['--noEmit', '--pretty', 'false', '-p', '.']);
  if (exitCode === 0) return [];
  const lines = [...stdout.matchAll(/^(.+?)\((\d+),\d+\): error (TS\d+): (.+)$/gm)];
  return lines.map(([, file = '', line, id, reason]) => ({
    code: 'E_TYPES',
    file,
    path: '',
    line: Number(line),
    reason: `${id}: ${reason}`,
    fix: '# a change of the code that satisfies the compiler',
  }));
}

type Report = {
  diagnostics: {
    category: string;
    message: string;
    location?: { path?: string; start?: { line: number } };
  }[];
};

async function styleFindings(): Promise<Finding[]> {
  const { exitCode, stdout } = await run('biome', ['check', '--reporter=json', '--max-diagnostics=50']);
  if (exitCode === 0) return [];
  return (JSON.parse(stdout) as Report).diagnostics.map(({ category, message, location }) => ({
    code: 'E_CODE_STYLE',
    file: location?.path ?? 'scripts',
    path: '',
    ...(location?.start ? { line: location.start.line } : {}),
    reason: `${category}: ${message}`,
    fix: '# npx biome check --write',
  }));
}

async function run(tool: string, args: string[]) {
  const path = join(toolkitRoot, 'node_modules/.bin', tool);
  return await $({ cwd: toolkitRoot, quiet: true, nothrow: true })`${path} ${args}`;
}
