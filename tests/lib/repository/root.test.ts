import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { toolkitRoot } from '../../../scripts/lib/repository/root.ts';
import { node } from '../helpers.ts';

test('the root is the folder of package.json, without a slash at its end', () => {
  expect(existsSync(join(toolkitRoot, 'package.json'))).toBe(true);
  expect(toolkitRoot).not.toMatch(/\/$/);
});

test.each([
  [undefined, `${toolkitRoot}/.cache`],
  ['/elsewhere', '/elsewhere'],
])('CACHE_FOLDER=%s', async (folder, expected) => {
  const script = "import { cacheFolder } from './scripts/lib/repository/root.ts'; console.log(cacheFolder);";
  const { stdout } = await node(toolkitRoot, ['--input-type=module-typescript', '--eval', script], {
    CACHE_FOLDER: folder,
  });
  expect(stdout).toBe(`${expected}\n`);
});
