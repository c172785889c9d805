// How time and memory of a cold check grow with the number of environments.
import { rmSync } from 'node:fs';
import { runCheck } from './checkrun.ts';
import { environmentName, generatedEnvironments, template } from './generated.ts';
import type { Peak } from './memory.ts';
import { type Line, leastSquares, median } from './statistics.ts';
import type { Workspace } from './workspace.ts';

export type ScalePoint = {
  environments: number;
  applications: number;
  resources: number;
  seconds: number;
  processor?: number;
  /** Absent where memory cannot be measured. */
  peak?: Peak;
};

export type Scale = {
  template: string;
  names: string;
  points: ScalePoint[];
  /** Seconds over applications. */
  line: Line;
  /** Seconds of all processors over applications: the same whoever else works on the machine. */
  processorLine?: Line;
  /** Seconds of runs without changes at the last point. */
  warm: number[];
  warmMedian: number;
};

const points = 5;
const warmRuns = 3;

/** Checks a fifth, two fifths … all of the generated environments, each with an empty cache. */
export async function scale(
  workspace: Workspace,
  environments: number,
  progress: (line: string) => void,
): Promise<Scale> {
  const checkout = workspace.checkout('scale');
  const generate = generatedEnvironments(checkout);
  const measured: ScalePoint[] = [];
  const warm: number[] = [];
  for (const count of pointSizes(environments)) {
    generate(count);
    const cache = workspace.emptyCache();
    const { sample, report, peak } = await runCheck(checkout, cache, { rendered: 'all', memory: true });
    measured.push({
      environments: count,
      applications: report.applications.length,
      resources: report.resources,
      ...sample,
      ...(peak ? { peak } : {}),
    });
    progress(
      `scale: ${count} environments ${sample.seconds.toFixed(1)} s${peak ? `, ${peak.tree.toFixed(0)} MB` : ''}`,
    );
    if (count === environments) {
      for (let run = 1; run <= warmRuns; run += 1) {
        warm.push((await runCheck(checkout, cache, { rendered: 0 })).sample.seconds);
      }
    }
    rmSync(cache, { recursive: true });
  }
  const processor = measured.flatMap(({ applications, processor }) =>
    processor === undefined ? [] : [{ x: applications, y: processor }],
  );
  return {
    template,
    names: `${environmentName(1)} … ${environmentName(environments)}`,
    points: measured,
    line: leastSquares(measured.map(({ applications, seconds }) => ({ x: applications, y: seconds }))),
    ...(processor.length === measured.length ? { processorLine: leastSquares(processor) } : {}),
    warm,
    warmMedian: median(warm),
  };
}

/** Numbers of environments of the points: equal steps up to the last. */
export function pointSizes(environments: number): number[] {
  return Array.from({ length: points }, (_, index) => Math.round((environments * (index + 1)) / points));
}
