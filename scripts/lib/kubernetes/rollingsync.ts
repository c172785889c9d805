// The steps of an ApplicationSet's RollingSync, as Argo CD reads them.
import { type Fields, fields, list, text } from './guards.ts';
import type { Resource } from './resource.ts';

/** One step: its content, its index, the values that it selects with `In`, and which Applications it selects. */
export type Step = {
  step: Fields;
  at: number;
  values: unknown[];
  matches: (application: { manifest: Resource }) => boolean;
};

export function readStep(value: unknown, at: number): Step {
  const step = fields(value);
  const expressions = list(step.matchExpressions).map(fields);
  return {
    step,
    at,
    values: expressions.filter(({ operator }) => operator === 'In').flatMap(({ values }) => list(values)),
    // As in Argo CD: a step without expressions selects everything, a missing label fails only `In`.
    matches: ({ manifest }) =>
      expressions.every(({ key, operator, values }) => {
        const label = manifest.metadata.labels?.[text(key)];
        if (label === undefined) return operator !== 'In';
        return list(values).includes(label) ? operator === 'In' : operator === 'NotIn';
      }),
  };
}

/** Whether a `maxUpdate` lets Applications sync: 0 and what is no number stop the step and those behind it. */
export function isPassing(maxUpdate: unknown): boolean {
  if (typeof maxUpdate === 'string') return /^[1-9]\d*%$/.test(maxUpdate);
  return Number.isInteger(maxUpdate) && Number(maxUpdate) >= 1;
}

/** Where a step for a wave belongs: before the first step of a later one, else at the end (`-`, as in JSON Patch). */
export function placeOf(wave: string, waves: string[], steps: Step[]): number | '-' {
  const later = waves.includes(wave) ? waves.slice(waves.indexOf(wave) + 1) : [];
  return steps.find(({ values }) => later.some((each) => values.includes(each)))?.at ?? '-';
}
