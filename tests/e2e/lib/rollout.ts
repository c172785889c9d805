// Waits for a commit to have reached the cluster.
import { environment } from '../../../scripts/lib/cluster/cluster.ts';
import type { Target } from '../../../scripts/lib/cluster/commit/target.ts';
import { readState } from '../../../scripts/lib/cluster/rollout/state.ts';
import { isDone } from '../../../scripts/lib/cluster/rollout/wait.ts';
import type { E2e } from './context.ts';
import { until } from './until.ts';

const rolloutSeconds = 480;

/** Every Application of the commit is there, synced to it and healthy, and no other one. */
export async function rolledOut({ kubectl }: E2e, { commit, local }: Target): Promise<void> {
  const wanted = { applications: local.components.map(({ application }) => application), commit };
  await until(`commit ${commit.slice(0, 8)} runs everywhere`, rolloutSeconds, async () => {
    const state = await readState(kubectl, environment);
    return isDone(state, wanted) ? { done: true, value: undefined } : { done: false, seen: state };
  });
}
