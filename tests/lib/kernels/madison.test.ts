import { describe, expect, test } from 'vitest';
import { choose, parseMadison } from '../../../scripts/lib/kernels/madison.ts';

const text = `
linux-image-cloud-amd64 | 7.3.4-1 | http://mirror.example/debian trixie-backports/main amd64 Packages
linux-image-7.3.4-cloud-amd64 |    7.3.4-1 | http://mirror.example/debian trixie-backports/main amd64 Packages
linux-binary-7.3.4-cloud-amd64 |   7.3.4-1 | http://mirror.example/debian trixie-backports/main amd64 Packages
linux-image-7.2.9-cloud-amd64 |    7.2.9-1 | http://mirror.example/debian trixie-backports/main amd64 Packages
     linux | 7.3.4-1 | http://mirror.example/debian trixie-backports/main Sources
`;
const leading = 'linux-image-cloud-amd64';
const patterns = [/^linux-binary-.+-cloud-amd64$/, /^linux-image-.+-cloud-amd64$/];
const pick = (version: string, listed = parseMadison(text)) =>
  choose(listed, { suite: 'trixie-backports', version }, leading, patterns);

test('reads binary packages, and no source packages', () => {
  expect(parseMadison(text).map(({ name, version }) => `${name} ${version}`)).toEqual([
    'linux-image-cloud-amd64 7.3.4-1',
    'linux-image-7.3.4-cloud-amd64 7.3.4-1',
    'linux-binary-7.3.4-cloud-amd64 7.3.4-1',
    'linux-image-7.2.9-cloud-amd64 7.2.9-1',
  ]);
});

describe('choose', () => {
  test('takes the pinned version, though there is a newer one', () => {
    expect(pick('7.2.9-1').name).toBe('linux-image-7.2.9-cloud-amd64');
  });

  test('takes the package that has the kernel before the one that depends on it', () => {
    expect(pick('7.3.4-1').name).toBe('linux-binary-7.3.4-cloud-amd64');
  });

  test('takes the newest where the archive has the pinned one no more', () => {
    expect(pick('7.0.1-1')).toEqual({ name: 'linux-binary-7.3.4-cloud-amd64', version: '7.3.4-1' });
  });

  test('says what to set where there is neither', () => {
    expect(() => pick('7.0.1-1', [{ name: leading, version: '7.4-1' }])).toThrow(
      "scripts/lib/kernels/kernels.ts: trixie-backports has no linux-image-cloud-amd64 7.0.1-1.\nPlease set: version: '7.4-1'",
    );
  });
});
