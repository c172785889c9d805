import { expect, test } from 'vitest';
import { type Progress, progressLine, withTicks } from '../../../scripts/lib/images/progress.ts';

const start = { reference: 'a/b:1', n: 2, of: 3 };

test('progressLine says what, how far and how long', () => {
  expect(progressLine({ ...start, doing: 'pull', seconds: 4.6 })).toBe('image 2 of 3: a/b:1: pull, 5 s');
});

test('withTicks reports each thing that is done, and measures', async () => {
  const seen: Progress[] = [];
  const { result, seconds } = await withTicks(
    start,
    (progress) => seen.push(progress),
    async (doing) => {
      doing('pull');
      doing('build');
      return 'done';
    },
  );
  expect(result).toBe('done');
  expect(seconds).toBeGreaterThanOrEqual(0);
  expect(seen.map(({ doing, n, of }) => ({ doing, n, of }))).toEqual([
    { doing: 'pull', n: 2, of: 3 },
    { doing: 'build', n: 2, of: 3 },
  ]);
});
