// From which archive packages of any suite come: the machine's own mirror, whatever release it runs.

const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';

/**
 * A line of sources.list for one suite, from the machine's lists of sources. apt verifies signatures with Debian's keys.
 *
 * @throws where the machine names no archive of Debian
 */
export function suiteSource(suite: string, files: string[]): string {
  return `deb [arch=amd64 signed-by=${keyring}] ${archive(files)} ${suite} main\n`;
}

function archive(files: string[]): string {
  const addresses = files.flatMap((text) =>
    text
      .split('\n')
      .flatMap((line) => /^(?:URIs:|deb(?:\s+\[[^\]]*\])?)\s+(\S.*)$/.exec(line)?.[1]?.split(/\s+/) ?? []),
  );
  // Mirrors keep the name of the archive: `…/debian`, beside `…/debian-security`.
  const found = addresses.find((address) => /^https?:\/\/.*\/debian\/?$/.test(address));
  if (!found)
    throw new Error(
      "the machine's lists of packages name no archive of Debian.\nPlease set in /etc/apt/sources.list: deb <address of a mirror>/debian stable main",
    );
  return found.replace(/\/$/, '');
}
