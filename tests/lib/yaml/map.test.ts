import { expect, test } from 'vitest';
import { isMap } from '../../../scripts/lib/yaml/map.ts';

test.each([
  [{}, true],
  [{ a: 1 }, true],
  [[], false],
  [null, false],
  [undefined, false],
  ['a', false],
])('isMap(%j) is %j', (value, expected) => {
  expect(isMap(value)).toBe(expected);
});
