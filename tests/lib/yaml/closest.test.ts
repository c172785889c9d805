import { expect, test } from 'vitest';
import { closest } from '../../../scripts/lib/yaml/closest.ts';

const keys = ['retention', 'replicas', 'resources', 'image', 'a'];

test.each([
  ['retension', 'retention'],
  ['Replicas', 'replicas'],
  ['replica', 'replicas'],
  ['resource', 'resources'],
  ['imag', 'image'],
  ['resuorces', 'resources'],
  ['b', 'a'],
])('%s is a slip for %s', (word, meant) => {
  expect(closest(word, keys)).toBe(meant);
});

test.each(['persistence', 'ima', ''])('%j is near to nothing', (word) => {
  expect(closest(word, ['retention', 'replicas', 'image'])).toBeUndefined();
});

test('no candidates', () => {
  expect(closest('image', [])).toBeUndefined();
});
