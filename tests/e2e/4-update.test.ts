// An update that touches every Application: the waves hold again, and what git no longer has is pruned, but no data.
import { expect, test } from 'vitest';
import { environment } from '../../scripts/lib/cluster/cluster.ts';
import { readWaves } from '../../scripts/lib/cluster/rollout/overview.ts';
import { readState } from '../../scripts/lib/cluster/rollout/state.ts';
import { commit, set } from './lib/checkout.ts';
import { claims } from './lib/claims.ts';
import { e2e } from './lib/context.ts';
import { orderViolations, timelineText } from './lib/order.ts';
import { rolledOut } from './lib/rollout.ts';
import { record } from './lib/timeline.ts';

test('a commit to all Applications goes wave by wave, prunes what it removes, and keeps the volumes', async () => {
  const all = await e2e();
  const { kubectl } = all;
  const before = await claims(kubectl);
  const gadgets = async () =>
    (await kubectl.list('configmaps', '-n', 'agent', '-l', 'type=gadget-instance')).map(
      ({ metadata }) => metadata.labels?.name,
    );
  expect(await gadgets()).toContain('trace_signal');
  const { applications } = await readState(kubectl, environment);

  const recorder = record();
  const touch = applications.map(({ component }) => ({
    component,
    edit: set(['podAnnotations', 'example.org/touched'], 'by a test'),
  }));
  const target = await commit(all, 'Touch all, and look at no processes', [
    ...touch,
    { component: 'agent', edit: set(['process', 'enabled'], false) },
  ]);
  await rolledOut(all, target);
  const timeline = await recorder.stop();

  const waves = await readWaves(kubectl, environment);
  process.stdout.write(`${timelineText(timeline, waves, target.commit)}\n`);
  const moments = timeline.filter((moment) => moment.commit === target.commit);
  expect(moments.map(({ application }) => application).sort()).toEqual(
    applications.map(({ name }) => name).sort(),
  );
  expect(orderViolations(timeline, waves, target.commit)).toEqual([]);

  expect(await gadgets()).not.toContain('trace_signal');
  expect(before.length).toBeGreaterThan(0);
  expect(await claims(kubectl)).toEqual(before);
});
