import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runWatched } from '../../../scripts/lib/kernels/watched.ts';
import { folderWith } from '../helpers.ts';

const shell = (script: string, quietSeconds: number) => {
  const file = join(folderWith(), 'said');
  return runWatched('sh', ['-c', script, file], file, quietSeconds);
};

test('runs for longer than the limit while the file changes', async () => {
  const script = 'for n in 1 2 3 4; do echo $n >> "$0"; sleep 1; done; echo end >&2; exit 3';
  expect(await shell(script, 3)).toEqual({ exitCode: 3, stdout: '', stderr: 'end\n', quiet: false });
});

test('ends what says nothing, from the start or later', async () => {
  expect(await shell('exec sleep 60', 2)).toMatchObject({ quiet: true });
  expect(await shell('echo once >> "$0"; exec sleep 60', 2)).toMatchObject({ quiet: true });
});

test('a program that is not there is an error, not an exception', async () => {
  const result = await runWatched('no-such-program', [], '/nowhere', 5);
  expect(result).toMatchObject({ exitCode: 127, quiet: false });
  expect(result.stderr).toContain('ENOENT');
});
