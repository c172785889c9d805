// What the agent leaves behind: nothing, neither after many restarts nor when it is removed.
import { expect, test } from 'vitest';
import { refresh } from '../../scripts/lib/cluster/commit/overlay.ts';
import { nodesOf } from '../../scripts/lib/cluster/kind.ts';
import { run, runOrThrow } from '../../scripts/lib/process/run.ts';
import { commit, revert } from './lib/checkout.ts';
import { cluster, e2e } from './lib/context.ts';
import { agentObjects, agentPrograms } from './lib/ebpf.ts';
import { rolledOut } from './lib/rollout.ts';
import { until, untilEqual } from './lib/until.ts';

const restarts = 200;

test(`${restarts} restarts of a gadget leave as many programs, maps, links and open files as before`, async () => {
  const { kubectl } = await e2e();
  const programs = async () => {
    const [node] = await agentPrograms(cluster);
    return (node?.programs ?? []).filter(({ gadget }) => gadget === 'trace_signal').map(({ id }) => id);
  };
  const restart = (n: number) =>
    kubectl.run(['-n', 'agent', 'label', 'configmap', 'agent-trace-signal', `restarted=${n}`, '--overwrite']);
  await restart(0);
  const first = await programs();
  expect(first.length).toBeGreaterThan(0);
  const before = await settledObjects();
  for (let n = 1; n <= restarts; n++) await restart(n);
  await untilEqual('as many objects as before', 60, before, objectCounts);
  const last = await programs();
  expect(last).toHaveLength(first.length);
  // The kernel counts ids up: so many programs were loaded meanwhile.
  expect(Math.min(...last) - Math.max(...first)).toBeGreaterThanOrEqual((restarts - 1) * first.length);
  await kubectl.run(['-n', 'agent', 'label', 'configmap', 'agent-trace-signal', 'restarted-']);
});

test('removing the agent leaves no program, map, link, pin, mount or hook on the node', async () => {
  const all = await e2e();
  const objects = await agentObjects(cluster);
  expect(objects.map(({ programs }) => programs.length > 0)).toEqual(objects.map(() => true));

  const without = await commit(all, 'Remove the agent', [{ component: 'agent', edit: () => undefined }]);
  await refresh(all.kubectl);
  await rolledOut(all, without);
  await untilEqual('nothing of the agent is in the kernel', 60, [], async () => {
    const left = await Promise.all(
      objects.flatMap(({ programs, maps, links }) => [
        ...programs.map((id) => stillThere('prog', id)),
        ...maps.map((id) => stillThere('map', id)),
        ...links.map((id) => stillThere('link', id)),
      ]),
    );
    return left.flat();
  });
  for (const node of await nodesOf(cluster))
    expect(await runOrThrow('docker', ['exec', node, 'sh', '-c', traces])).toBe('');

  const again = await revert(all);
  await refresh(all.kubectl);
  await rolledOut(all, again);
  expect((await agentObjects(cluster)).map(({ programs }) => programs.length > 0)).toEqual(
    objects.map(() => true),
  );
});

// Pins (the kernel's own two files apart), mounts in folders of its pods, and hooks for container runtimes.
const traces = `find /sys/fs/bpf -mindepth 1 ! -name '*.debug'
grep -E '/pods/[^ ]*/volumes/[^ ]*/(gadgets|wasm-cache)' /proc/1/mounts
ls -d /opt/hooks /opt/nri/* /etc/containers/oci/hooks.d/*gadget* 2>/dev/null
true`;

async function stillThere(kind: string, id: number): Promise<string[]> {
  const [node = ''] = await nodesOf(cluster);
  const { exitCode } = await run('docker', ['exec', node, 'bpftool', kind, 'show', 'id', String(id)]);
  return exitCode === 0 ? [`${kind} ${id}`] : [];
}

type Counts = { programs: number; maps: number; links: number; files: number };

async function objectCounts(): Promise<Counts[]> {
  return (await agentObjects(cluster)).map(({ programs, maps, links, files }) => ({
    programs: programs.length,
    maps: maps.length,
    links: links.length,
    files,
  }));
}

// Equal twice in a row: the gadget has started.
async function settledObjects(): Promise<Counts[]> {
  let last = '';
  return until('the gadget has started', 60, async () => {
    const counts = await objectCounts();
    const same = JSON.stringify(counts) === last;
    last = JSON.stringify(counts);
    return same ? { done: true, value: counts } : { done: false, seen: counts };
  });
}
