import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openCache } from '../../../scripts/lib/cache/cache.ts';
import { folderWith } from '../helpers.ts';

const key = 'abcdef';
const stored = (folder: string, extension = 'json') => join(folder, `render/ab/cdef.${extension}`);

test('gives back what was put, also to a later run', () => {
  const folder = folderWith();
  expect(openCache(folder).put('render', key, { a: [1, null] })).toEqual({ a: [1, null] });
  expect(openCache(folder).get('render', key)).toEqual({ a: [1, null] });
});

test('has nothing under another kind or key', () => {
  const cache = openCache(folderWith());
  cache.put('render', key, true);
  expect(cache.get('valid', key)).toBeUndefined();
  expect(cache.get('render', 'abcdee')).toBeUndefined();
});

test('keeps a text as a file for other programs, beside a result with the same key', () => {
  const folder = folderWith();
  const cache = openCache(folder);
  cache.put('render', key, true);
  expect(join(folder, cache.file('render', key, 'yaml', 'a: 1\n'))).toBe(stored(folder, 'yaml'));
  expect(readFileSync(stored(folder, 'yaml'), 'utf8')).toBe('a: 1\n');
  expect(cache.get('render', key)).toBe(true);
});

test('leaves no temporary file behind', () => {
  const folder = folderWith();
  openCache(folder).put('render', key, true);
  expect(readdirSync(join(folder, 'render/ab'))).toEqual(['cdef.json']);
});

test('what a stopped run had half written beside the result is not read', () => {
  const folder = folderWith({ 'render/ab/cdef.json.4711': '{"a":' });
  expect(openCache(folder).get('render', key)).toBeUndefined();
});

// A power cut after the rename: the name is there, the content is not.
test('a result that is not whole counts as missing', () => {
  const folder = folderWith({ 'render/ab/cdef.json': '{"a":' });
  const cache = openCache(folder);
  expect(cache.get('render', key)).toBeUndefined();
  expect(cache.put('render', key, { a: 1 })).toEqual(cache.get('render', key));
});

test('a text that is not whole is written again', () => {
  const folder = folderWith();
  const cache = openCache(folder);
  cache.file('render', key, 'yaml', 'a: 1\n');
  writeFileSync(stored(folder, 'yaml'), '');
  expect(readFileSync(join(folder, cache.file('render', key, 'yaml', 'a: 1\n')), 'utf8')).toBe('a: 1\n');
});
