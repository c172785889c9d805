import { expect, test } from 'vitest';
import { suiteSource } from '../../../scripts/lib/kernels/sources.ts';

const signed = '[arch=amd64 signed-by=/usr/share/keyrings/debian-archive-keyring.gpg]';

test('a machine without Debian sources takes Debian from its public archive', () => {
  const ubuntu = 'deb http://archive.ubuntu.com/ubuntu noble main\n';
  expect(suiteSource('trixie', [ubuntu])).toBe(`deb ${signed} http://deb.debian.org/debian trixie main\n`);
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
