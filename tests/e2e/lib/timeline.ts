// Records when the operations of Applications start and when the rollout calls them healthy, as Argo CD says.

import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { CustomObjectsApi, KubeConfig } from '@kubernetes/client-node';
import { environment } from '../../../scripts/lib/cluster/cluster.ts';
import { cluster } from './context.ts';

/** One Application at one commit; times in seconds since 1970, as Argo CD writes them. */
export type Moment = {
  application: string;
  wave: string;
  commit: string;
  /** Start of its first operation at the commit. */
  started?: number;
  /** Who started that: `applicationset-controller`. */
  by?: string;
  /** When the rollout first called it Healthy at the commit. */
  healthy?: number;
};

export type Timeline = Moment[];

export type RawOperation = {
  startedAt?: string;
  syncResult?: { revision?: string };
  operation?: { initiatedBy?: { username?: string }; sync?: { revision?: string } };
};
type Application = {
  metadata: { name: string; labels?: Record<string, string> };
  status?: { operationState?: RawOperation };
};
type Status = {
  application: string;
  status: string;
  targetRevisions?: string[];
  lastTransitionTime?: string;
};
type ApplicationSet = { status?: { applicationStatus?: Status[] } };

const pollMilliseconds = 500;

/** Records until `stop`, which returns what was seen. It may begin before there is a cluster. */
export function record(): { stop: () => Promise<Timeline> } {
  const timeline: Timeline = [];
  let running = true;
  const look = async () => {
    const [applications, sets] = await Promise.all([
      list<Application>('applications', `environment=${environment}`),
      list<ApplicationSet>('applicationsets'),
    ]);
    note(timeline, applications, sets[0]);
  };
  const loop = (async () => {
    while (running) {
      await look();
      await sleep(pollMilliseconds);
    }
  })();
  return {
    async stop() {
      running = false;
      await loop;
      // What was reached just now: the last look may have been before it.
      await look();
      return timeline;
    },
  };
}

// Nothing while there is no cluster, no Argo CD, or no answer: the next question comes soon, and a gap shows in the timeline.
async function list<T>(plural: string, labelSelector?: string): Promise<T[]> {
  if (!existsSync(cluster.kubeconfig)) return [];
  try {
    const config = new KubeConfig();
    config.loadFromFile(cluster.kubeconfig);
    const place = { group: 'argoproj.io', version: 'v1alpha1', namespace: 'argocd', plural };
    const api = config.makeApiClient(CustomObjectsApi);
    const answer = (await api.listNamespacedCustomObject({
      ...place,
      ...(labelSelector ? { labelSelector } : {}),
    })) as { items: T[] };
    return answer.items;
  } catch {
    return [];
  }
}

/** Adds what is new to the timeline. */
export function note(timeline: Timeline, applications: Application[], set: ApplicationSet | undefined): void {
  for (const { metadata, status } of applications) {
    const moment = (commit: string) => momentOf(timeline, metadata.name, metadata.labels?.wave ?? '', commit);
    const { startedAt, syncResult, operation } = status?.operationState ?? {};
    const synced = syncResult?.revision ?? operation?.sync?.revision;
    if (synced && startedAt) {
      const found = moment(synced);
      found.started ??= seconds(startedAt);
      found.by ??= operation?.initiatedBy?.username ?? '';
    }
    const rollout = set?.status?.applicationStatus?.find(({ application }) => application === metadata.name);
    const [target] = rollout?.targetRevisions ?? [];
    if (rollout?.status === 'Healthy' && target && rollout.lastTransitionTime)
      moment(target).healthy ??= seconds(rollout.lastTransitionTime);
  }
}

function momentOf(timeline: Timeline, application: string, wave: string, commit: string): Moment {
  const found = timeline.find((each) => each.application === application && each.commit === commit);
  if (found) return found;
  const added: Moment = { application, wave, commit };
  timeline.push(added);
  return added;
}

const seconds = (time: string) => Date.parse(time) / 1000;
