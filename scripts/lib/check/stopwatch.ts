// How long each stage took, on the wall clock, though stages run beside each other.
import type { Stage } from './types.ts';

export type Stopwatch = {
  measure<T>(stage: Stage, work: () => T | Promise<T>): Promise<T>;
  /** Milliseconds between a stage's first start and its last end. */
  durations(): Partial<Record<Stage, number>>;
};

export function stopwatch(): Stopwatch {
  const spans = new Map<Stage, { start: number; end: number }>();
  return {
    async measure(stage, work) {
      const span = spans.get(stage) ?? { start: performance.now(), end: 0 };
      spans.set(stage, span);
      try {
        return await work();
      } finally {
        span.end = performance.now();
      }
    },
    durations: () =>
      Object.fromEntries([...spans].map(([stage, { start, end }]) => [stage, Math.round(end - start)])),
  };
}
