// From nothing to a tool: PATH, the official release, a build, or the whole list of what was tried.
import { chmodSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { CommandError } from '../../../scripts/lib/cli/errors.ts';
import { obtainTool } from '../../../scripts/lib/tools/resolve.ts';
import { tools } from '../../../scripts/lib/tools/table.ts';
import { folderWith, run } from '../helpers.ts';
import { archiveOf, everywhere, program, refusedUrl, releaseHost, sha256, thing } from './server.ts';

const path = process.env.PATH;

afterEach(() => {
  process.env.PATH = path;
});

async function released(content = archiveOf('1.2.3')) {
  const host = await releaseHost({ '/thing.tgz': content });
  const release = { url: `${host.url}/thing.tgz`, member: 'bin/thing', sha256: everywhere(sha256(content)) };
  return { ...host, tool: thing(release) };
}

test('one on PATH is used as it is', async () => {
  const installed = folderWith({ thing: program('1.2.3') });
  chmodSync(join(installed, 'thing'), 0o755);
  process.env.PATH = `${installed}:${path}`;
  const { tool, asked } = await released();
  expect(await obtainTool(tool, folderWith())).toBe(join(installed, 'thing'));
  expect(asked).toEqual([]);
});

test('another version on PATH is passed over', async () => {
  const installed = folderWith({ thing: program('1.2.2') });
  chmodSync(join(installed, 'thing'), 0o755);
  process.env.PATH = `${installed}:${path}`;
  const folder = folderWith();
  expect(await obtainTool((await released()).tool, folder)).toBe(join(folder, 'thing-1.2.3'));
});

test('a tool that was got once is not got again', async () => {
  const { tool, asked } = await released();
  const folder = folderWith();
  const first = await obtainTool(tool, folder);
  expect(await obtainTool(tool, folder)).toBe(first);
  expect(asked).toEqual(['/thing.tgz']);
});

test('two callers at once leave one whole tool', async () => {
  const { tool } = await released();
  const folder = folderWith();
  const [a, b] = await Promise.all([obtainTool(tool, folder), obtainTool(tool, folder)]);
  expect(a).toBe(b);
  expect(readdirSync(folder)).toEqual(['thing-1.2.3']);
  expect((await run(a, [], '/')).stdout).toBe('thing v1.2.3\n');
});

test('nothing works: everything that was tried, and what to do', async () => {
  const url = await refusedUrl();
  const tool = thing({ url: `${url}/thing.tgz`, sha256: everywhere('') });
  const folder = folderWith();
  const error: unknown = await obtainTool(tool, folder).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(CommandError);
  expect((error as Error).message).toBe(`E_TOOL thing 1.2.3 cannot be had. Tried:
  - PATH: not there
  - download: ${url}/thing.tgz: connect ECONNREFUSED ${new URL(url).host}
  - build: go: not a module@v1.2.3: malformed module path "not a module": invalid char ' '
Please install thing 1.2.3 so that it is on PATH, or install Go, which builds it.`);
  expect(readdirSync(folder)).toEqual([]);
});

test('nothing works and there is no Go', async () => {
  const url = await refusedUrl();
  process.env.PATH = folderWith();
  const tool = thing({ url: `${url}/thing.tgz`, sha256: everywhere('') });
  await expect(obtainTool(tool, folderWith())).rejects.toThrow('\n  - build: Go is not installed\n');
});

test('a wrong checksum is never accepted; the build stands in for it', async () => {
  const content = archiveOf('6.6.6');
  const { url } = await releaseHost({ '/thing.tgz': content });
  const tool = thing({ url: `${url}/thing.tgz`, member: 'bin/thing', sha256: everywhere(sha256('good')) });
  const folder = folderWith();
  await expect(obtainTool(tool, folder)).rejects.toThrow(
    `download: ${url}/thing.tgz has the checksum ${sha256(content)}, expected is ${sha256('good')}\n  - build: `,
  );
  expect(existsSync(join(folder, 'thing-1.2.3'))).toBe(false);
});

test('kubeconform is built from its module', async () => {
  const release = { url: `${await refusedUrl()}/x`, sha256: everywhere('') };
  const folder = folderWith();
  process.env.PATH = `${process.env.GOROOT ?? '/usr/local/go'}/bin:/usr/local/bin:/usr/bin:/bin`;
  const built = await obtainTool({ ...tools.kubeconform, release }, folder);
  expect(built).toBe(join(folder, 'kubeconform-0.8.0'));
  expect((await run(built, ['-v'], '/')).stdout).toBe('v0.8.0\n');
  expect(readdirSync(folder)).toEqual(['kubeconform-0.8.0']);
});
