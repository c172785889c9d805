// What came of a run: as data, and as a table.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { table } from '../cli/table.ts';
import { type Cell, isGood, type Part } from './cell.ts';

/** A cell that could not be run. */
export type NotRun = { gadget: string; notRun: string };

export type KernelResult = {
  series: string;
  /** `uname -r`; empty when it never started. */
  release: string;
  /** Debian version. */
  version: string;
  /** Boots that did not come to their end: at which gadget, and why. */
  stops: string[];
  seconds: number;
  cells: (Cell | NotRun)[];
};

/** Writes `reports/kernels.json`; returns its path, relative to the root. */
export function writeKernelReport(root: string, kernels: KernelResult[]): string {
  const path = 'reports/kernels.json';
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), `${JSON.stringify({ kernels }, null, 2)}\n`);
  return path;
}

/** The table, then what is to be said about kernels and cells. `pinned` are the Debian versions by series. */
export function kernelTable(kernels: KernelResult[], pinned: Map<string, string>): string {
  const header = ['KERNEL', 'GADGET', 'LOADED', 'ATTACHED', 'EVENTS', 'LOST', ''];
  const rows = kernels.flatMap(({ series, release, cells }) =>
    cells.map((cell) => [release || series, cell.gadget, ...columns(cell)]),
  );
  return [
    ...table([header, ...rows]),
    '',
    ...kernels.flatMap((kernel) => remarks(kernel, pinned.get(kernel.series))),
    '',
  ].join('\n');
}

function columns(cell: Cell | NotRun): string[] {
  if ('notRun' in cell) return ['not run', '', '', '', cell.notRun];
  const { loaded, attached, seen, lost, reason } = cell;
  const part = ({ is, of }: Part) => `${is} of ${of}`;
  return [
    part(loaded),
    part(attached),
    part(seen),
    String(lost ?? 'unknown'),
    isGood(cell) ? '' : (reason ?? ''),
  ];
}

function remarks({ series, release, version, stops, seconds }: KernelResult, pinned = version): string[] {
  const name = release || series;
  return [
    `${name}: ${Math.round(seconds)} s`,
    ...(version !== pinned
      ? [
          `${name}: Debian has ${pinned} no more, ${version} was taken. Please set it in scripts/lib/kernels/kernels.ts`,
        ]
      : []),
    ...stops.map((stop) => `${name}: stopped once and was started again, ${stop}`),
  ];
}
