import { describe, expect, test } from 'vitest';
import { orderViolations } from '../../e2e/lib/order.ts';
import { note, type Timeline } from '../../e2e/lib/timeline.ts';

const waves = ['storage', 'pipeline'];
const moment = (application: string, wave: string, started?: number, healthy?: number) => ({
  ...{ application, wave, commit: 'new' },
  ...(started === undefined ? {} : { started }),
  ...(healthy === undefined ? {} : { healthy }),
});

describe('the order of waves', () => {
  test('holds when a wave starts in the second in which the last one before became healthy', () => {
    const timeline = [
      moment('loki', 'storage', 10, 20),
      moment('mimir', 'storage', 10, 30),
      moment('collector', 'pipeline', 30, 40),
    ];
    expect(orderViolations(timeline, waves, 'new')).toEqual([]);
  });

  test('is broken by a start a second too early, by one that never was healthy, and by one that did not start', () => {
    const timeline = [
      moment('loki', 'storage', 10, 20),
      moment('mimir', 'storage', 10),
      moment('collector', 'pipeline', 19, 40),
      moment('gateway', 'pipeline'),
    ];
    expect(orderViolations(timeline, waves, 'new')).toEqual([
      'mimir: not healthy at new',
      'collector (pipeline) started at 00:00:19, loki (storage) healthy 00:00:20',
      'collector (pipeline) started at 00:00:19, mimir (storage) healthy never',
      'gateway: no operation at new',
    ]);
  });
});

test('the timeline keeps the first operation and the first time healthy of each commit', () => {
  const timeline: Timeline = [];
  const see = (revision: string, startedAt: string, status: string, lastTransitionTime: string) =>
    note(
      timeline,
      [
        {
          metadata: { name: 'loki', labels: { wave: 'storage' } },
          status: {
            operationState: {
              startedAt,
              syncResult: { revision },
              operation: { initiatedBy: { username: 'controller' } },
            },
          },
        },
      ],
      {
        status: {
          applicationStatus: [
            { application: 'loki', status, targetRevisions: [revision], lastTransitionTime },
          ],
        },
      },
    );
  see('old', '1970-01-01T00:00:01Z', 'Healthy', '1970-01-01T00:00:05Z');
  see('new', '1970-01-01T00:00:11Z', 'Progressing', '1970-01-01T00:00:12Z');
  see('new', '1970-01-01T00:00:11Z', 'Healthy', '1970-01-01T00:00:15Z');
  see('new', '1970-01-01T00:00:21Z', 'Healthy', '1970-01-01T00:00:25Z');
  const loki = { application: 'loki', wave: 'storage', by: 'controller' };
  expect(timeline).toEqual([
    { ...loki, commit: 'old', started: 1, healthy: 5 },
    { ...loki, commit: 'new', started: 11, healthy: 15 },
  ]);
});
