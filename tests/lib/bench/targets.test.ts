import { describe, expect, test } from 'vitest';
import { mediansOf, targets } from '../../../scripts/lib/bench/bench.ts';
import { isMissed, type Target, targetColumns } from '../../../scripts/lib/bench/targets.ts';

const target = (value: number | undefined, is: Target['is'], bound: number): Target => ({
  name: 'cold',
  value,
  is,
  bound,
  unit: '×',
});

test.each([
  [3, '≥', 3, false],
  [2.999, '≥', 3, true],
  [Number.NaN, '≥', 3, true],
  [1.5, '<', 1.5, true],
  [1.499, '<', 1.5, false],
  [Number.NaN, '<', 1.5, true],
  [1, '=', 1, false],
  [0, '=', 1, true],
  [undefined, '<', 700, false],
] as const)('%s %s %s is missed: %s', (value, is, bound, missed) => {
  expect(isMissed(target(value, is, bound))).toBe(missed);
});

describe('printed', () => {
  test('with its bound and the verdict', () => {
    expect(targetColumns(target(4.126, '≥', 3))).toEqual(['cold', '4.13×', 'target ≥ 3×', '… ok']);
    expect(targetColumns(target(2.991, '≥', 3))).toEqual(['cold', '2.99×', 'target ≥ 3×', '… missed']);
    expect(targetColumns(target(undefined, '<', 700))).toEqual([
      'cold',
      '',
      'target < 700×',
      '… not measured',
    ]);
  });

  test('a value just below its bound does not look like the bound', () => {
    expect(targetColumns(target(2.9996, '≥', 3))[1]).not.toBe('3.00×');
  });
});

describe('of a result', () => {
  const medians = { loop: 9, loopOneVersion: 5, cold: 2, changed: 0.5, warm: 0.1 };
  const seconds = Object.fromEntries(
    Object.entries(medians).map(([kind, value]) => [kind, { seconds: value }]),
  ) as Parameters<typeof targets>[0];
  const point = { environments: 1, applications: 7, resources: 50, seconds: 1 };
  const peak = (tree: number) => ({ process: 100, tree, processes: 3 });
  const line = { intercept: 1, slope: 0.02, r2: 0.99 };

  test('the loop over all versions is what the check is compared with', () => {
    const [cold, warm] = targets(seconds, [1], { points: [point], line });
    expect(cold?.value).toBe(4.5);
    expect(warm?.value).toBe(90);
  });

  test('the largest peak counts', () => {
    const points = [
      { ...point, peak: peak(800) },
      { ...point, peak: peak(300) },
    ];
    expect(targets(seconds, [1], { points, line }).filter(isMissed)).toMatchObject([{ value: 800 }]);
  });

  test('memory that could not be measured is not missed', () => {
    expect(targets(seconds, [1], { points: [point], line }).filter(isMissed)).toEqual([]);
  });

  test('one run that rendered more than one application is a miss', () => {
    expect(targets(seconds, [1, 4, 1], { points: [point], line }).filter(isMissed)).toMatchObject([
      { value: 4 },
    ]);
  });

  test('medians are of each kind', () => {
    const one = [{ seconds: 1, processor: 2 }];
    const samples = {
      loop: [{ seconds: 3 }, { seconds: 1 }, { seconds: 2 }],
      loopOneVersion: one,
      cold: one,
      changed: one,
      warm: one,
    };
    expect(mediansOf(samples).loop).toEqual({ seconds: 2, processor: Number.NaN });
    expect(mediansOf(samples).cold).toEqual({ seconds: 1, processor: 2 });
  });
});
