// The result as a person reads it.
import { table } from '../print.ts';
import type { AgentBenchResult } from './bench.ts';
import { type Level, levels } from './levels.ts';
import { quietSeconds, type Sample, windowSeconds } from './measure.ts';
import type { Cell, Row } from './summary.ts';

/** What it was measured on, which gadgets ran, and the table. */
export function agentText(result: AgentBenchResult): string {
  const { machine, kernel, load, date, rounds, differs, samples, summary } = result;
  return [
    `Measured ${date.slice(0, 16).replace('T', ' ')} UTC on ${machine.cores} cores (${machine.processor}), ${machine.memoryGigabytes.toFixed(0)} GB, kernel ${kernel}`,
    `Load average ${load.start.toFixed(1)} at the start, ${load.end.toFixed(1)} at the end (the benchmark itself included)`,
    `Rounds: ${rounds}. Each cell: median (least…most), difference to no agent. CPU seconds are those of ${windowSeconds} s from`,
    `the start of the load; "no load" is of ${quietSeconds} s before it.`,
    '',
    ...gadgetLines(samples),
    ...differs,
    '',
    ...summaryTable(summary),
    ...longLines(samples),
    '',
  ].join('\n');
}

/** The gadgets of each level: those that ran, and those that did not with the reason. Exported for tests. */
export function gadgetLines(samples: Pick<Sample, 'level' | 'gadgets'>[]): string[] {
  return levels.flatMap((level) => {
    const own = samples.filter((sample) => sample.level === level);
    const lines = own.map(({ gadgets: { running, missing } }) => {
      const reasons = Map.groupBy(missing, ({ reason }) => reason || 'failed');
      const without = [...reasons].map(
        ([reason, rows]) => `without ${rows.map(({ gadget }) => gadget).join(', ')}: ${reason}`,
      );
      return [running.join(', ') || 'no gadget', ...without].join('; ');
    });
    return [...new Set(lines)].map((line) => `${level}: ${line}`);
  });
}

/** Columns: the figure, its unit, and each level. Exported for tests. */
export function summaryTable(summary: Row[]): string[] {
  const rows = summary.map(({ name, unit, cells }) => [
    name,
    unit,
    ...levels.map((level) => cellText(cells[level])),
  ]);
  return table([['', '', ...levels], ...rows], [2, 3, 4, 5]);
}

function cellText(cell: Cell | undefined): string {
  if (!cell) return '-';
  const { median, least, most, change } = cell;
  const sign = change !== undefined && change >= 0 ? '+' : '';
  const difference = change === undefined ? '' : ` ${sign}${change.toFixed(0)} %`;
  return `${number(median)} (${number(least)}…${number(most)})${difference}`;
}

// Three digits: the spread is wider than any further one.
function number(value: number): string {
  if (Number.isInteger(value) || Math.abs(value) >= 100) return value.toFixed(0);
  return value.toFixed(Math.abs(value) >= 10 ? 1 : 2);
}

// A run that took longer has more of everything that a node does besides.
function longLines(samples: Sample[]): string[] {
  const long = samples.filter(({ window }) => window > windowSeconds + 5);
  const name = ({ level, window }: { level: Level; window: number }) => `${level} ${window.toFixed(0)} s`;
  return long.length > 0
    ? [`Longer than ${windowSeconds} s, so that CPU seconds are too high: ${long.map(name).join(', ')}`]
    : [];
}
