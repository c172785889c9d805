import { expect, test } from 'vitest';
import { leastSquares, median } from '../../../scripts/lib/bench/statistics.ts';

test('the median is the middle value, or the mean of the two in the middle', () => {
  expect(median([3])).toBe(3);
  expect(median([10, 1, 2])).toBe(2);
  expect(median([4, 1, 100, 2])).toBe(3);
  expect(median([])).toBeNaN();
});

test('the median leaves its input as it was', () => {
  const values = [3, 1, 2];
  median(values);
  expect(values).toEqual([3, 1, 2]);
});

test.each([
  [0, 1, [0, 1]],
  [3, -2, [5, 1, 9]],
  [1.5, 0.02, [7, 350, 700, 1050, 1400, 1750]],
  [4, 0, [1, 2, 3]],
])('the line through points of %s + %s x is that line', (intercept, slope, xs) => {
  const line = leastSquares(xs.map((x) => ({ x, y: intercept + slope * x })));
  expect(line.intercept).toBeCloseTo(intercept, 9);
  expect(line.slope).toBeCloseTo(slope, 9);
  expect(line.r2).toBeCloseTo(1, 9);
});

test('a known example: Anscombe’s first quartet', () => {
  const xs = [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5];
  const ys = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68];
  const line = leastSquares(xs.map((x, index) => ({ x, y: ys[index] ?? 0 })));
  expect(line.intercept).toBeCloseTo(3.0001, 4);
  expect(line.slope).toBeCloseTo(0.5001, 4);
  expect(line.r2).toBeCloseTo(0.6665, 4);
});

test('R² falls when time grows with the square', () => {
  const line = leastSquares([1, 2, 3, 4, 5].map((x) => ({ x, y: x ** 2 })));
  expect(line.r2).toBeLessThan(0.98);
});
