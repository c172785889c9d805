import { describe, expect, test } from 'vitest';
import { edited } from '../../../../scripts/lib/cluster/commit/edit.ts';
import { engineEdits } from '../../../../scripts/lib/cluster/commit/engines.ts';
import { leftOutLines } from '../../../../scripts/lib/cluster/commit/leaveout.ts';
import { edits, emptySteps, omissions } from '../../../../scripts/lib/cluster/commit/reduce.ts';

const components = [
  { component: 'mimir', images: ['mimir:1'] },
  { component: 'tempo', images: ['tempo:1', 'busybox:1'] },
  { component: 'collector', images: ['collector:1'] },
  { component: 'grafana', images: ['grafana:1'] },
];
const names = components.map(({ component }) => component);

test('one missing image leaves its component out', () => {
  expect(omissions(components, new Set(['busybox:1', 'other:1']))).toEqual([
    { component: 'tempo', images: ['busybox:1'] },
  ]);
});

describe('what follows from a component that is left out', () => {
  test('is switched off in those that stay', () => {
    const omitted = omissions(components, new Set(['tempo:1', 'grafana:1']));
    expect(leftOutLines(omitted, edits(names, omitted))).toEqual([
      'no image: tempo is left out (tempo:1)',
      'no image: grafana is left out (grafana:1)',
      'collector: destinations.tempo.enabled=false (tempo is left out)',
    ]);
  });

  test('is all that sends logs, when Loki is', () => {
    const some = [
      { component: 'loki', images: ['loki:1'] },
      { component: 'collector', images: ['collector:1'] },
      { component: 'node-collector', images: ['collector:1'] },
    ];
    const all = some.map(({ component }) => component);
    const omitted = omissions(some, new Set(['loki:1']));
    expect(leftOutLines(omitted, edits(all, omitted))).toEqual([
      'no image: loki is left out (loki:1)',
      'node-collector is left out (loki is left out)',
      'collector: destinations.loki.enabled=false (loki is left out)',
      'collector: cluster.enabled=false (loki is left out)',
    ]);
    expect(leftOutLines(omissions(some, new Set(['loki:1', 'collector:1'])), [])).toEqual([
      'no image: loki is left out (loki:1)',
      'no image: collector is left out (collector:1)',
      'no image: node-collector is left out (collector:1)',
    ]);
  });

  test('is nothing when everything is there', () => {
    expect(edits(names, [])).toEqual([]);
  });

  test('is written into the values, which keep their comments', () => {
    const omitted = omissions(components, new Set(['mimir:1']));
    const own = edits(names, omitted).filter(({ component }) => component === 'collector');
    expect(edited('# Small queues.\nqueue:\n  size: 1000 # few\n', own)).toBe(
      '# Small queues.\nqueue:\n  size: 1000 # few\ndestinations:\n  mimir:\n    enabled: false\nselfMetrics: false\n',
    );
  });

  test('is written into a file that has only a comment', () => {
    const omitted = omissions(components, new Set(['tempo:1']));
    expect(edited('# Nothing differs.\n', edits(['collector'], omitted))).toBe(
      '# Nothing differs.\n\ndestinations:\n  tempo:\n    enabled: false\n',
    );
  });
});

test('a step is empty when no wave of it has a component', () => {
  expect(emptySteps([['storage'], ['agents'], ['ui', 'pipeline']], ['storage', 'pipeline'])).toEqual([1]);
});

test('an engine of the agent without image is switched off, the agent stays', () => {
  const profiler = 'ghcr.io/a/opentelemetry-collector-ebpf-profiler:1';
  const agent = [{ component: 'agent', images: ['tracer:1', profiler] }];
  expect(omissions(agent, new Set([profiler]))).toEqual([]);
  expect(engineEdits(agent, new Set([profiler]))).toEqual([
    { component: 'agent', path: ['profiling', 'enabled'], value: false, because: `no image ${profiler}` },
  ]);
  expect(engineEdits(agent, new Set(['tracer:1']))).toEqual([]);
  expect(omissions(agent, new Set(['tracer:1', profiler]))).toEqual([
    { component: 'agent', images: ['tracer:1'] },
  ]);
});
