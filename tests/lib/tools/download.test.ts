// Official releases from a host on this machine.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { downloadTool } from '../../../scripts/lib/tools/download.ts';
import { folderWith, run } from '../helpers.ts';
import { archiveOf, everywhere, program, refusedUrl, releaseHost, sha256, thing } from './server.ts';

const path = '/thing-1.2.3.tar.gz';
const archive = (url: string) => ({ url: `${url}/thing-<version>.tar.gz`, member: 'bin/thing' });

async function printed(target: string): Promise<string> {
  return (await run(target, ['--version'], '/')).stdout;
}

describe('a release with the pinned checksum', () => {
  test('as an archive', async () => {
    const content = archiveOf('1.2.3');
    const { url } = await releaseHost({ [path]: content });
    const folder = folderWith();
    const target = join(folder, 'deep/thing-1.2.3');
    expect(
      await downloadTool(thing({ ...archive(url), sha256: everywhere(sha256(content)) }), target),
    ).toBeUndefined();
    expect(await printed(target)).toBe('thing v1.2.3\n');
    expect(readdirSync(join(folder, 'deep'))).toEqual(['thing-1.2.3']);
  });

  test('as the program itself, for this platform', async () => {
    const os = process.platform;
    const arch = { x64: 'amd64', arm64: 'arm64' }[process.arch as 'x64' | 'arm64'];
    const { url, asked } = await releaseHost({ [`/${os}/${arch}/thing`]: program('1.2.3') });
    const target = join(folderWith(), 'thing-1.2.3');
    const release = { url: `${url}/<os>/<arch>/thing`, sha256: everywhere(sha256(program('1.2.3'))) };
    expect(await downloadTool(thing(release), target)).toBeUndefined();
    expect(await printed(target)).toBe('thing v1.2.3\n');
    expect(statSync(target).mode & 0o777).toBe(0o755);
    expect(asked).toEqual([`/${os}/${arch}/thing`]);
  });

  test.each([
    ['the checksum alone', (digest: string) => `${digest}\n`],
    ['as sha256sum writes it', (digest: string) => `${digest}  thing-1.2.3.tar.gz\n`],
  ])('published beside it: %s', async (_, text) => {
    const content = archiveOf('1.2.3');
    const { url } = await releaseHost({ [path]: content, [`${path}.sha256`]: text(sha256(content)) });
    const target = join(folderWith(), 'thing-1.2.3');
    const release = { ...archive(url), sha256: { url: `${url}/thing-<version>.tar.gz.sha256` } };
    expect(await downloadTool(thing(release), target)).toBeUndefined();
    expect(await printed(target)).toBe('thing v1.2.3\n');
  });
});

describe('what goes wrong is said, and nothing is left behind', () => {
  async function failure(release: Parameters<typeof thing>[0]): Promise<string | undefined> {
    const folder = folderWith();
    const reason = await downloadTool(thing(release), join(folder, 'thing-1.2.3'));
    expect(readdirSync(folder)).toEqual([]);
    return reason;
  }

  test('another checksum', async () => {
    const content = archiveOf('6.6.6');
    const { url } = await releaseHost({ [path]: content });
    const wanted = sha256('the real one');
    expect(await failure({ ...archive(url), sha256: everywhere(wanted) })).toBe(
      `${url}${path} has the checksum ${sha256(content)}, expected is ${wanted}`,
    );
  });

  test('another checksum than the one published beside it', async () => {
    const content = archiveOf('6.6.6');
    const wanted = sha256('the real one');
    const { url } = await releaseHost({ [path]: content, '/sum': wanted });
    expect(await failure({ ...archive(url), sha256: { url: `${url}/sum` } })).toBe(
      `${url}${path} has the checksum ${sha256(content)}, expected is ${wanted}`,
    );
  });

  test('a checksum file that holds none', async () => {
    const { url } = await releaseHost({ [path]: 'x', '/sum-1.2.3': '<html>log in</html>' });
    expect(await failure({ ...archive(url), sha256: { url: `${url}/sum-<version>` } })).toBe(
      `${url}/sum-1.2.3 holds no checksum`,
    );
  });

  test('404', async () => {
    const { url } = await releaseHost({});
    expect(await failure({ ...archive(url), sha256: everywhere('') })).toBe(`${url}${path}: status 404`);
  });

  test('no checksum file', async () => {
    const { url } = await releaseHost({ [path]: 'x' });
    expect(await failure({ ...archive(url), sha256: { url: `${url}/sum` } })).toBe(`${url}/sum: status 404`);
  });

  test('nobody listens', async () => {
    const url = await refusedUrl();
    const { host } = new URL(url);
    expect(await failure({ ...archive(url), sha256: everywhere('') })).toBe(
      `${url}${path}: connect ECONNREFUSED ${host}`,
    );
  });

  test('an archive without the program', async () => {
    const content = archiveOf('1.2.3');
    const { url } = await releaseHost({ [path]: content });
    const release = {
      url: `${url}/thing-<version>.tar.gz`,
      member: 'gone',
      sha256: everywhere(sha256(content)),
    };
    expect(await failure(release)).toBe(`${url}${path} holds no gone`);
  });
});
