// The toolkit's own code fits its types.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { hash } from '../../lib/cache/hash.ts';
import type { Context } from '../../lib/check/context.ts';
import type { Finding } from '../../lib/findings/finding.ts';
import { toolkitRoot } from '../../lib/repository/root.ts';

/** `E_TYPES` for each error of the TypeScript compiler. Tests have their own project, checked by `npm test`. */
export async function types({ cache, toolkit }: Context): Promise<Finding[]> {
  const key = hash(toolkit);
  if (cache.get('types', key)) return [];
  const findings = typeFindings(await compile());
  if (findings.length === 0) cache.put('types', key, true);
  return findings;
}

function compile(): Promise<string> {
  const compiler = join(toolkitRoot, 'node_modules/.bin/tsc');
  // One thread: the other processor renders meanwhile.
  const args = ['--noEmit', '--singleThreaded', '--pretty', 'false', '-p', toolkitRoot];
  return new Promise((resolve) => {
    execFile(compiler, args, { cwd: toolkitRoot }, (error, stdout, stderr) => {
      resolve(error ? stdout || stderr || error.message : '');
    });
  });
}

function typeFindings(output: string): Finding[] {
  const lines = [...output.matchAll(/^(.+?)\((\d+),\d+\): error (TS\d+): (.+)$/gm)];
  const finding = (file: string, reason: string): Finding => ({
    code: 'E_TYPES',
    file,
    path: '',
    reason,
    fix: '# a change of the code that satisfies the compiler',
  });
  if (output.trim() && lines.length === 0) return [finding('tsconfig.json', output.trim())];
  return lines.map(([, file = '', line, id, reason]) => ({
    ...finding(file, `${id}: ${reason}`),
    line: Number(line),
  }));
}
