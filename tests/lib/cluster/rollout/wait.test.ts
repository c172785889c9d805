import { describe, expect, test } from 'vitest';
import type { ApplicationState, State } from '../../../../scripts/lib/cluster/rollout/state.ts';
import { isDone, waitForWaves } from '../../../../scripts/lib/cluster/rollout/wait.ts';

const commit = 'c0ffee';
const wanted = { applications: ['local-loki', 'local-collector'], commit };

function application(component: string, changes: Partial<ApplicationState> = {}): ApplicationState {
  return {
    ...{ name: `local-${component}`, component, wave: 'storage', namespace: component },
    ...{
      sync: 'Synced',
      health: 'Healthy',
      revision: commit,
      operation: 'Succeeded',
      operationRevision: commit,
    },
    ...{ message: '', rollout: 'Healthy', conditions: [], unhealthy: [], ...changes },
  };
}
const state = (...applications: ApplicationState[]): State => ({ applications, errors: [] });

describe('done', () => {
  test('when each wanted Application runs the commit', () => {
    expect(isDone(state(application('loki'), application('collector')), wanted)).toBe(true);
  });

  test.each<[string, State]>([
    ['one is missing', state(application('loki'))],
    ['one is too many', state(application('loki'), application('collector'), application('tempo'))],
    [
      'one still runs the commit before',
      state(application('loki'), application('collector', { revision: 'old' })),
    ],
    ['one is not healthy', state(application('loki'), application('collector', { health: 'Progressing' }))],
    ['progressive syncs are off', state(application('loki'), application('collector', { rollout: '' }))],
  ])('not when %s', (_, now) => {
    expect(isDone(now, wanted)).toBe(false);
  });
});

describe('waiting', () => {
  test('shows each change once', async () => {
    const states = [
      state(application('loki', { operation: 'Running', health: 'Missing' })),
      state(application('loki'), application('collector', { rollout: 'Waiting', sync: 'OutOfSync' })),
      state(application('loki'), application('collector')),
    ];
    const lines: string[] = [];
    const read = async () => states.shift() ?? state();
    const { outcome } = await waitForWaves(read, wanted, 60, (line) =>
      lines.push(line.replace(/^ *\d+ s {2}/, '')),
    );
    expect(outcome).toBe('done');
    expect(lines).toEqual([
      'storage     loki            syncing, Missing',
      'storage     loki            Synced, Healthy',
      'storage     collector       waits for the waves before it',
      'storage     collector       Synced, Healthy',
    ]);
  });

  test('ends when a sync has failed for good', async () => {
    const broken = application('loki', { operation: 'Failed', sync: 'OutOfSync' });
    expect(
      (
        await waitForWaves(
          async () => state(broken),
          wanted,
          60,
          () => {},
        )
      ).outcome,
    ).toBe('failed');
  });

  test('ends at the deadline', async () => {
    const slow = application('loki', { health: 'Progressing' });
    expect(
      (
        await waitForWaves(
          async () => state(slow),
          wanted,
          0,
          () => {},
        )
      ).outcome,
    ).toBe('timeout');
  });
});
