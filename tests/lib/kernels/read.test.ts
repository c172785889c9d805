import { expect, test } from 'vitest';
import { readIfThere } from '../../../scripts/lib/kernels/read.ts';

test('the text of a file, and nothing of one that was never written', () => {
  expect(readIfThere(import.meta.dirname, 'read.test.ts')).toContain('never written');
  expect(readIfThere(import.meta.dirname, 'none', 'none.txt')).toBe('');
});
