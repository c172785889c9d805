import { renameSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { files, hash, hashTree } from '../../../scripts/lib/cache/hash.ts';
import { folderWith, writeFiles } from '../helpers.ts';

describe('hash', () => {
  test('is the same for the same parts', () => {
    expect(hash('a', 'b')).toBe(hash('a', 'b'));
    expect(hash('é')).toMatch(/^[0-9a-f]{64}$/);
  });

  test.each([
    [['ab'], ['a', 'b']],
    [
      ['a', 'b'],
      ['b', 'a'],
    ],
    [['a', ''], ['a']],
    [[''], []],
    [['1:a'], ['', 'a']],
    [['a1:b'], ['a', 'b']],
  ])('%j and %j differ', (left, right) => {
    expect(hash(...left)).not.toBe(hash(...right));
  });

  test('texts beyond ASCII and bytes do not collide either', () => {
    expect(hash('é1', '', 'xxxxxxxx')).not.toBe(hash(Buffer.from('é'), '8:xxxxxxxx'));
  });
});

describe('hashTree', () => {
  test('is the same for the same files', () => {
    const content = { 'a.yaml': 'a', 'b/c.yaml': 'c' };
    expect(hashTree(folderWith(content))).toBe(hashTree(folderWith(content)));
  });

  test.each<[string, (folder: string) => void]>([
    ['a changed byte', (folder) => writeFiles(folder, { 'a.yaml': 'b' })],
    ['a new file', (folder) => writeFiles(folder, { 'b/d.yaml': '' })],
    ['a renamed file', (folder) => renameSync(join(folder, 'a.yaml'), join(folder, 'z.yaml'))],
    ['a moved file', (folder) => renameSync(join(folder, 'a.yaml'), join(folder, 'b/a.yaml'))],
  ])('%s changes it', (_, change) => {
    const folder = folderWith({ 'a.yaml': 'a', 'b/c.yaml': 'c' });
    const before = hashTree(folder);
    change(folder);
    expect(hashTree(folder)).not.toBe(before);
  });

  test('text that moves from one file to another changes it', () => {
    expect(hashTree(folderWith({ a: 'xb1:y' }))).not.toBe(hashTree(folderWith({ a: 'x', b: 'y' })));
  });

  test('a missing folder is not an empty one', () => {
    const folder = folderWith();
    expect(hashTree(join(folder, 'missing'))).not.toBe(hashTree(folder));
  });

  test('a file behind a link counts', () => {
    const folder = folderWith({ 'library/a.yaml': 'a', 'chart/b.yaml': 'b' });
    symlinkSync('../library', join(folder, 'chart/library'));
    expect(files(join(folder, 'chart'))).toEqual(['b.yaml', 'library/a.yaml']);
    const before = hashTree(join(folder, 'chart'));
    writeFiles(folder, { 'library/a.yaml': 'c' });
    expect(hashTree(join(folder, 'chart'))).not.toBe(before);
  });

  test('a link to nothing, as editors make for locks, is no error', () => {
    const folder = folderWith({ 'a.yaml': 'a' });
    symlinkSync('user@host.1234', join(folder, '.#a.yaml'));
    expect(hashTree(folder)).toMatch(/^[0-9a-f]{64}$/);
  });
});
