// A commit that cannot work stops at its wave; taking it back heals.
import { expect, test } from 'vitest';
import { environment } from '../../scripts/lib/cluster/cluster.ts';
import { readState } from '../../scripts/lib/cluster/rollout/state.ts';
import { commit, revert, set } from './lib/checkout.ts';
import { e2e } from './lib/context.ts';
import { rolledOut } from './lib/rollout.ts';
import { status } from './lib/status.ts';
import { until, untilEqual } from './lib/until.ts';

const tag = '0.0.0-does-not-exist';

test('an image that does not exist stops the rollout at its wave, status says so, and a revert heals it', async () => {
  const all = await e2e();
  const { kubectl } = all;
  const before = await readState(kubectl, environment);
  const [revision] = new Set(before.applications.map(({ revision }) => revision));

  const target = await commit(all, 'Break the collector', [
    { component: 'collector', edit: set(['image', 'tag'], tag) },
    { component: 'agent', edit: set(['podAnnotations', 'example.org/after'], 'collector') },
  ]);
  const stuck = await until('status names the pod whose image does not exist', 240, async () => {
    const { exitCode, stdout } = await status();
    const named = /pod collector\/collector-\S+, container collector: (ErrImagePull|ImagePullBackOff)/.test(
      stdout,
    );
    return named && exitCode === 1 ? { done: true, value: stdout } : { done: false, seen: stdout };
  });
  expect(stuck).toContain(tag);

  const { applications } = await readState(kubectl, environment);
  const of = (wave: string) => applications.filter((application) => application.wave === wave);
  for (const { revision, health } of of('storage'))
    expect({ revision, health }).toEqual({ revision: target.commit, health: 'Healthy' });
  expect(of('pipeline').map(({ rollout }) => rollout)).toEqual(['Progressing']);
  // The later waves know of the commit, and still run what they ran.
  expect(of('agents').length).toBeGreaterThan(0);
  for (const { operationRevision, rollout } of of('agents')) {
    expect(operationRevision).toBe(revision);
    expect(rollout).not.toBe('Progressing');
  }
  const daemons = await kubectl.list('daemonsets', '-n', 'agent');
  const annotations = daemons.map(
    ({ spec }) => (spec as { template: { metadata: { annotations: object } } }).template.metadata.annotations,
  );
  for (const each of annotations) expect(each).not.toHaveProperty('example.org/after');

  await rolledOut(all, await revert(all));
  // What waited behind the broken wave may be synced a second time: docs/argocd.md.
  await untilEqual('status ends well', 120, 0, async () => (await status()).exitCode);
});
