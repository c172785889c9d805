// The little statistics that a benchmark needs.

/** The middle value; the mean of the two in the middle when their number is even. NaN of nothing. */
export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const [low = Number.NaN, high = Number.NaN] = [sorted[Math.floor(middle)], sorted[Math.ceil(middle)]];
  return (low + high) / 2;
}

/** y = intercept + slope · x, and the share of the variance of y that the line explains. */
export type Line = { intercept: number; slope: number; r2: number };

/** The line with the least squares through points with at least two different x. */
export function leastSquares(points: { x: number; y: number }[]): Line {
  const meanX = mean(points.map(({ x }) => x));
  const meanY = mean(points.map(({ y }) => y));
  const slope =
    sum(points.map(({ x, y }) => (x - meanX) * (y - meanY))) / sum(points.map(({ x }) => (x - meanX) ** 2));
  const intercept = meanY - slope * meanX;
  const unexplained = sum(points.map(({ x, y }) => (y - intercept - slope * x) ** 2));
  const total = sum(points.map(({ y }) => (y - meanY) ** 2));
  return { intercept, slope, r2: total === 0 ? 1 : 1 - unexplained / total };
}

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
const mean = (values: number[]) => sum(values) / values.length;
