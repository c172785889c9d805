// What `apt-cache madison` lists, and which of it is taken.
import type { Pin } from './kernels.ts';

export type Listed = { name: string; version: string };

/** Rows of `apt-cache madison`: ` name | version | address suite/component architecture Packages`. */
export function parseMadison(text: string): Listed[] {
  return text.split('\n').flatMap((line) => {
    const [name = '', version = '', origin = ''] = line.split('|').map((part) => part.trim());
    return name && version && origin.endsWith(' Packages') ? [{ name, version }] : [];
  });
}

/**
 * The package at the pinned version, or at that which `leading` has now. Of several packages the first in the order of
 * `patterns`: since 7.2 the kernel is in linux-binary-…, and linux-image-… only depends on it.
 *
 * @throws when the suite has neither
 */
export function choose(
  listed: Listed[],
  { suite, version }: Pin,
  leading: string,
  patterns: RegExp[],
): Listed {
  const newest = listed.find(({ name }) => name === leading)?.version;
  for (const wanted of [version, newest])
    for (const pattern of patterns) {
      const found = listed.find((row) => row.version === wanted && pattern.test(row.name));
      if (found) return found;
    }
  throw new Error(
    `scripts/lib/kernels/kernels.ts: ${suite} has no ${leading} ${version}.\n` +
      `Please set: version: '${newest ?? `<one that "apt-cache madison ${leading}" lists>`}'`,
  );
}
