// The result as a person reads it.
import type { BenchResult } from './bench.ts';
import { type Kind, kinds } from './compare.ts';
import type { ScalePoint } from './scale.ts';
import type { Line } from './statistics.ts';
import { targetColumns } from './targets.ts';

/** Tables with units; medians beside all samples. */
export function resultText(result: BenchResult): string {
  return [
    ...machineLines(result),
    '',
    ...comparisonLines(result),
    '',
    ...scaleLines(result),
    '',
    'Targets',
    ...table(result.targets.map(targetColumns), [1]),
    '',
  ].join('\n');
}

function machineLines({ machine, load, date }: BenchResult): string[] {
  const versions = Object.entries(machine.tools).map(([name, version]) => `${name} ${version}`);
  return [
    `Measured ${date.slice(0, 16).replace('T', ' ')} UTC on ${machine.cores} cores (${machine.processor}), ${machine.memoryGigabytes.toFixed(0)} GB, ${machine.platform}`,
    `Load average ${load.start.toFixed(1)} at the start, ${load.end.toFixed(1)} at the end (the benchmark itself included)`,
    `Node ${machine.node}, ${versions.join(', ')}`,
  ];
}

const names: Record<Kind, string> = {
  loop: 'the loop',
  loopOneVersion: 'the loop, one version',
  cold: 'check, cold',
  changed: 'check, one values file changed',
  warm: 'check, nothing changed',
};

function comparisonLines({ comparison, medians }: BenchResult): string[] {
  const { environments, applications, resources, kubernetesVersions, oneVersion } = comparison;
  const count = kubernetesVersions.length;
  const lines = kinds.map((kind) => [
    kind === 'loopOneVersion' ? `${names.loop}, Kubernetes ${oneVersion} alone` : names[kind],
    seconds(medians[kind].seconds),
    times(medians.loop.seconds / medians[kind].seconds),
    times(medians.loopOneVersion.seconds / medians[kind].seconds),
    seconds(medians[kind].processor),
    comparison.samples[kind].map((sample) => sample.seconds.toFixed(2)).join(' '),
  ]);
  return [
    `Compared: ${environments} environments, ${applications} applications, ${resources} resources, Kubernetes ${kubernetesVersions.join(', ')}`,
    'The loop is a bash script that runs this for each Kubernetes version, environment and application, one after',
    'the other, with the same binaries and schemas, and does nothing else:',
    `  ${comparison.pipeline}`,
    `The check lints, renders once and validates against all ${count} versions, and applies the policies. It runs in a`,
    'copy without git history, so it compares nothing with a release. One run before did not count.',
    '',
    ...table(
      [
        ['', 'median', `loop ÷ it`, `loop of one version ÷ it`, 'processors', 'all samples in seconds'],
        ...lines,
      ],
      [1, 2, 3, 4],
    ),
    `${comparison.changedFile} got a line each time; rendered applications: ${comparison.renderedAfterChange.join(' ')}`,
  ];
}

function scaleLines({ scale }: BenchResult): string[] {
  const { line, processorLine } = scale;
  return [
    `Scale: ${scale.names}, copies of ${scale.template} with names of their own; cold, one run each`,
    '',
    ...table(
      [
        [
          'environments',
          'applications',
          'resources',
          'time',
          'per application',
          'processors',
          'node, peak',
          'all processes, peak',
        ],
        ...scale.points.map(pointColumns),
      ],
      [0, 1, 2, 3, 4, 5, 6, 7],
    ),
    lineText('time', line),
    ...(processorLine ? [lineText('processors', processorLine)] : []),
    'Memory: resident sets, read every 50 ms; in the sum of all processes, pages that they share count several times.',
    `Nothing changed, all environments: ${seconds(scale.warmMedian)} (${scale.warm.map((sample) => sample.toFixed(2)).join(' ')})`,
  ];
}

function lineText(what: string, { intercept, slope, r2 }: Line): string {
  return `${what} = ${seconds(intercept)} + ${(slope * 1000).toFixed(2)} ms × applications, R² = ${r2.toFixed(4)}`;
}

function pointColumns(point: ScalePoint): string[] {
  const { environments, applications, resources, seconds: time, processor = Number.NaN, peak } = point;
  return [
    String(environments),
    String(applications),
    String(resources),
    seconds(time),
    `${((time * 1000) / applications).toFixed(1)} ms`,
    seconds(processor),
    peak ? `${peak.process.toFixed(0)} MB` : 'not measured',
    peak ? `${peak.tree.toFixed(0)} MB in ${peak.processes}` : 'not measured',
  ];
}

const seconds = (value: number) => (Number.isNaN(value) ? 'not measured' : `${value.toFixed(2)} s`);
const times = (value: number) => `${value.toFixed(1)}×`;

/** Lines with equally wide columns; the columns in `right` are numbers. Exported for tests. */
export function table(cells: string[][], right: number[]): string[] {
  const width = (column: number) => Math.max(...cells.map((row) => row[column]?.length ?? 0));
  return cells.map((row) =>
    row
      .map((cell, column) =>
        right.includes(column) ? cell.padStart(width(column)) : cell.padEnd(width(column)),
      )
      .join('  ')
      .trimEnd(),
  );
}
