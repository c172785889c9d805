// A component whose file is removed goes, its data stays; with the file it comes back to its data.
import { expect, test } from 'vitest';
import { environment } from '../../scripts/lib/cluster/cluster.ts';
import { refresh } from '../../scripts/lib/cluster/commit/overlay.ts';
import { readState } from '../../scripts/lib/cluster/rollout/state.ts';
import { queryLoki } from './lib/backends.ts';
import { commit, revert, set } from './lib/checkout.ts';
import { claims } from './lib/claims.ts';
import { e2e } from './lib/context.ts';
import { testNamespace } from './lib/kubernetes.ts';
import { rolledOut } from './lib/rollout.ts';
import { untilEqual } from './lib/until.ts';

test('removing the file of Loki removes its Application and keeps its volume; with the file the logs are back', async () => {
  const all = await e2e();
  const { kubectl } = all;
  const logs = () => queryLoki(`{k8s_namespace_name="${testNamespace}"} | k8s_pod_name="writer"`, 5000);
  const lines = await logs();
  expect(lines.length).toBeGreaterThan(0);
  const before = await claims(kubectl);
  expect(before.filter((claim) => claim.startsWith('loki/'))).toHaveLength(1);

  const without = await commit(all, 'Keep no logs', [
    { component: 'loki', edit: () => undefined },
    { component: 'node-collector', edit: () => undefined },
    {
      component: 'collector',
      edit: (text) =>
        set(['cluster', 'enabled'], false)(set(['destinations', 'loki', 'enabled'], false)(text)),
    },
  ]);
  await refresh(kubectl);
  await rolledOut(all, without);
  const names = (await readState(kubectl, environment)).applications.map(({ component }) => component);
  expect(names).not.toContain('loki');
  await untilEqual('nothing of Loki runs', 60, [], async () =>
    (
      await kubectl.list(
        'statefulsets,services,configmaps,pods',
        '-n',
        'loki',
        '-l',
        'app.kubernetes.io/name=loki',
      )
    ).map(({ kind, metadata }) => `${kind} ${metadata.name}`),
  );
  expect(await claims(kubectl)).toEqual(before);

  const again = await revert(all);
  await refresh(kubectl);
  await rolledOut(all, again);
  expect(await claims(kubectl)).toEqual(before);
  await untilEqual(
    'the lines are in Loki as before',
    60,
    lines.map(({ text }) => text),
    async () => (await logs()).map(({ text }) => text),
  );
});
