// A run as the tests need it.
import type { Sample } from '../../../../scripts/lib/bench/agent/measure.ts';

/** A run without agent that took `seconds` for each phase; `more` replaces what differs. */
export function sample(level: Sample['level'], seconds: number, more: Partial<Sample> = {}): Sample {
  const phase = { seconds, cpu: seconds / 2 };
  return {
    level,
    gadgets: { running: [], missing: [] },
    load: { opens: phase, paced: phase, signals: phase, execs: phase, connects: phase },
    quiet: 20,
    window: 75,
    agent: {},
    node: 10 * seconds,
    others: 1,
    ...more,
  };
}

/** What differs in a run with agent. */
export const withAgent = {
  gadgets: {
    running: ['trace_open'],
    missing: [{ gadget: 'trace_exec', reason: 'the kernel has no kprobes' }],
  },
  agent: { 'tracer agent': { quietCpu: 0.4, cpu: 2, workingSet: 60, peak: 90 } },
  counted: {
    opens: 99_990,
    paced: 20_000,
    signals: 0,
    execs: 0,
    connects: 0,
    events: 100_000,
    records: 100_000,
  },
} satisfies Partial<Sample>;
