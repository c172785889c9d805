// What the benchmark promises, and whether it holds.

export type Target = {
  name: string;
  /** What was measured; absent where this platform cannot. */
  value: number | undefined;
  is: '≥' | '<' | '=';
  bound: number;
  unit: '×' | ' s' | ' MB' | '';
};

/** Whether a target is missed. What was not measured is not missed. */
export function isMissed({ value, is, bound }: Target): boolean {
  if (value === undefined) return false;
  if (is === '≥') return !(value >= bound);
  return is === '<' ? !(value < bound) : value !== bound;
}

/** `cold: 7.1× faster than the loop, target ≥ 3×  … ok`, as columns. */
export function targetColumns(target: Target): string[] {
  const { name, value, is, bound, unit } = target;
  const verdict = value === undefined ? 'not measured' : isMissed(target) ? 'missed' : 'ok';
  const measured = value === undefined ? '' : `${digits(value, bound)}${unit}`;
  return [name, measured, `target ${is} ${bound}${unit}`, `… ${verdict}`];
}

// Two digits more than the bound has, and as many more as tell a value from its bound.
function digits(value: number, bound: number): string {
  if (Number.isInteger(value)) return String(value);
  const decimals = (String(bound).split('.')[1]?.length ?? 0) + (value >= 100 ? 1 : 2);
  const text = value.toFixed(decimals);
  return Number(text) === bound ? String(value) : text;
}
