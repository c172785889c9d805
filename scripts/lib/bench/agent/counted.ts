// What the agent has counted of a run, read back from where it ends: Mimir, and Loki for log records.
import { setTimeout as sleep } from 'node:timers/promises';
import { askBackend, queryMimir } from '../../cluster/backends.ts';
import type { Cluster } from '../../cluster/cluster.ts';
import { counters, type Phase, phases } from './load.ts';
import { type LoadPod, loadNamespace } from './pods.ts';
import { poll } from './poll.ts';

/** Beyond two exports of the agent, ten seconds apart: what has not changed for so long has settled. */
const settledSeconds = 22;
const deadlineSeconds = 180;
const tenant = 'local';

/** Totals since the pods started. */
export type Counts = Record<Phase, number> & {
  /** Of every kind, of all pods of the load. */
  events: number;
  /** Log records in Loki of all pods of the load. */
  records: number;
};

/** The counts, when they have stopped rising. */
export async function settledCounts(cluster: Cluster, pods: LoadPod[]): Promise<Counts> {
  let last = await readCounts(cluster, pods);
  return poll('the counts have settled', deadlineSeconds, async () => {
    await sleep(settledSeconds * 1000);
    const now = await readCounts(cluster, pods);
    const same = JSON.stringify(now) === JSON.stringify(last);
    last = now;
    return same ? now : undefined;
  });
}

/** The counts as they are in the backends now. */
export async function readCounts(cluster: Cluster, pods: LoadPod[]): Promise<Counts> {
  const name = new Map(pods.map((pod) => [pod.phase, pod.name]));
  const total = async (selector: string) =>
    (await queryMimir(cluster, tenant, `sum({k8s_namespace_name="${loadNamespace}",${selector}})`))[0]
      ?.value ?? 0;
  const ofPhase = (phase: Phase) => {
    const { metric, labels } = counters[phase];
    return total(`k8s_pod_name="${name.get(phase)}",__name__="${metric}"${labels}`);
  };
  const all = pods.map((pod) => pod.name).join('|');
  const own = await Promise.all(phases.map(async (phase) => [phase, await ofPhase(phase)] as const));
  return {
    ...(Object.fromEntries(own) as Record<Phase, number>),
    events: await total(`k8s_pod_name=~"${all}",__name__=~".+_total"`),
    records: await records(cluster, all),
  };
}

async function records(cluster: Cluster, pods: string): Promise<number> {
  const query = `sum(count_over_time({service_name="inspektor-gadget"} | k8s_pod_name=~"${pods}" [1h]))`;
  type Answer = { data: { result: { value: [number, string] }[] } };
  const path = `/loki/api/v1/query?query=${encodeURIComponent(query)}`;
  const answer = await askBackend<Answer>(cluster, 'loki', tenant, path);
  return Number(answer.data.result[0]?.value[1] ?? 0);
}
