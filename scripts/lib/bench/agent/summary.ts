// Medians and spread over the rounds, and the difference to no agent.
import { median } from '../statistics.ts';
import { type Figure, figuresOf } from './figures.ts';
import { type Level, levels } from './levels.ts';
import type { Sample } from './measure.ts';

export type Cell = {
  median: number;
  /** Of all rounds. */
  least: number;
  most: number;
  /** Percent that the median is above the one without agent; only for costs. */
  change?: number;
};

export type Row = Pick<Figure, 'name' | 'unit'> & { cells: Partial<Record<Level, Cell>> };
export type Summary = Row[];

/** A row for each figure that any sample has. */
export function summaryOf(samples: Sample[]): Summary {
  return figuresOf(samples)
    .map((figure) => rowOf(figure, samples))
    .filter(({ cells }) => Object.keys(cells).length > 0);
}

function rowOf({ name, unit, of, isCost }: Figure, samples: Sample[]): Row {
  const cells: Row['cells'] = {};
  for (const level of levels) {
    const values = samples
      .filter((sample) => sample.level === level)
      .map(of)
      .filter((value) => value !== undefined);
    if (values.length === 0) continue;
    const middle = median(values);
    const without = cells.none?.median;
    cells[level] = {
      median: middle,
      least: Math.min(...values),
      most: Math.max(...values),
      ...(isCost && level !== 'none' && without ? { change: (middle / without - 1) * 100 } : {}),
    };
  }
  return { name, unit, cells };
}
