import { expect, test } from 'vitest';
import { suiteSource } from '../../../scripts/lib/kernels/sources.ts';

const signed = '[arch=amd64 signed-by=/usr/share/keyrings/debian-archive-keyring.gpg]';

test('a machine without Debian sources is told what to set', () => {
  const other = 'deb http://mirror.example/other noble main\n';
  expect(() => suiteSource('trixie', [other])).toThrow(
    new Error(
      "the machine's lists of packages name no archive of Debian.\nPlease set in /etc/apt/sources.list: deb <address of a mirror>/debian stable main",
    ),
  );
});

test('the mirror is that of the machine, in both forms of its lists', () => {
  const wanted = `deb ${signed} http://mirror.example/debian sid main\n`;
  const oneLine =
    '# deb http://old.example/debian sid main\ndeb [trusted=yes] http://mirror.example/debian/ bookworm main\n';
  const blocks =
    'Types: deb\nURIs: http://mirror.example/debian-security http://mirror.example/debian\nSuites: bookworm\n';
  expect(suiteSource('sid', [oneLine])).toBe(wanted);
  expect(suiteSource('sid', [blocks])).toBe(wanted);
});
