import { expect, test } from 'vitest';
import { compareFindings } from '../../../scripts/lib/findings/compare.ts';
import type { Finding } from '../../../scripts/lib/findings/finding.ts';

const finding = (rest: Partial<Finding>): Finding => ({
  code: 'E_A',
  file: 'a.yaml',
  path: '',
  reason: '',
  fix: '',
  ...rest,
});

const ordered = [
  finding({ path: 'a' }),
  finding({ path: 'a', code: 'E_Z' }),
  finding({ path: 'b', code: 'E_B' }),
  finding({ path: 'b', code: 'E_C', reason: 'x' }),
  finding({ path: 'b', code: 'E_C', reason: 'y' }),
  finding({ object: 'ConfigMap a', path: 'a' }),
  finding({ object: 'ConfigMap b', path: '' }),
  finding({ file: 'b.yaml' }),
];

test('by file, object, path, code and reason, whatever the order before', () => {
  expect(ordered.toReversed().sort(compareFindings)).toEqual(ordered);
  expect([...ordered.slice(4), ...ordered.slice(0, 4)].sort(compareFindings)).toEqual(ordered);
});

test('equal findings are equal', () => {
  expect(compareFindings(finding({ line: 1 }), finding({ line: 2 }))).toBe(0);
});
