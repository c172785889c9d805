// The cluster of the benchmark: its own, made for it and removed after it, whatever happens.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Cluster, clusterOf, environment } from '../../cluster/cluster.ts';
import { type Deployed, deploy, makeCommit } from '../../cluster/commit/checkout.ts';
import { gadgetsImage } from '../../cluster/commit/gadgets.ts';
import { leftOutLines } from '../../cluster/commit/leaveout.ts';
import { refresh } from '../../cluster/commit/overlay.ts';
import { deleteCluster, loadImages, nodesOf } from '../../cluster/kind.ts';
import { type Kubectl, kubectlOf } from '../../cluster/kubectl.ts';
import { obtainAll } from '../../cluster/obtain.ts';
import { diagnosis } from '../../cluster/rollout/diagnose.ts';
import { readState } from '../../cluster/rollout/state.ts';
import { waitForWaves } from '../../cluster/rollout/wait.ts';
import { up } from '../../cluster/up.ts';
import { isMissing } from '../../images/result.ts';
import { shellImage } from '../../images/shell.ts';
import { runOrThrow, StepError } from '../../process/run.ts';
import { toolkitRoot } from '../../repository/root.ts';
import { type Level, levelChange } from './levels.ts';
import { loadNamespace } from './pods.ts';

const name = 'observability-bench';
const author = 'bench';
const installSeconds = 900;
const rolloutSeconds = 480;

/** A running cluster with the environment of the checkout's last commit. */
export type BenchCluster = {
  cluster: Cluster;
  kubectl: Kubectl;
  /** The only node's container. */
  node: string;
  /** What the agent's values are here beside its tier, because images or registries are missing. */
  differs: string[];
  /** Makes the agent run at a level, by a commit, and waits until everything is healthy. */
  setLevel: (level: Level, run: string) => Promise<void>;
};

/** Makes the cluster, works with it, and removes it. */
export async function withCluster<T>(
  progress: (line: string) => void,
  work: (bench: BenchCluster) => Promise<T>,
): Promise<T> {
  const cluster = clusterOf(name);
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  let removal: Promise<void> | undefined;
  // Once: a signal makes the work fail, which would remove the cluster a second time meanwhile.
  const remove = () => {
    rmSync(folder, { recursive: true, force: true });
    removal ??= deleteCluster(cluster);
    return removal;
  };
  const stop = (signal: NodeJS.Signals) => {
    progress(`${signal}: removing the cluster ${name}`);
    remove().finally(() => process.kill(process.pid, signal));
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    // What an interrupted run left.
    await deleteCluster(cluster);
    return await work(await install(cluster, join(folder, 'checkout'), progress));
  } finally {
    await remove();
    process.off('SIGINT', stop).off('SIGTERM', stop);
  }
}

async function install(
  cluster: Cluster,
  checkout: string,
  progress: (line: string) => void,
): Promise<BenchCluster> {
  await runOrThrow('git', ['clone', '--quiet', toolkitRoot, checkout]);
  const [shell] = await obtainAll([shellImage], undefined, progress);
  if (shell && isMissing(shell)) throw new StepError(`no image ${shellImage}: ${shell.reason}`);
  const { omitted, missing, edits } = await up(checkout, cluster, {
    timeoutSeconds: installSeconds,
    write: progress,
  });
  const needed = omitted.find(({ component }) => ['agent', 'collector', 'mimir', 'loki'].includes(component));
  if (needed)
    throw new StepError(
      `without ${needed.component} there is nothing to measure: no image ${needed.images.join(', ')}`,
    );
  await loadImages(cluster, [shellImage]);
  const kubectl = await kubectlOf(cluster);
  await kubectl.run(['create', 'namespace', loadNamespace]);
  const gadgets = await gadgetsImage();
  const deployed = { checkout, missing, ...(gadgets ? { gadgets } : {}) };
  const [node = ''] = await nodesOf(cluster);
  return {
    cluster,
    kubectl,
    node,
    differs: leftOutLines(
      [],
      edits.filter(({ component }) => component === 'agent'),
    ),
    setLevel: (level, run) => setLevel(cluster, kubectl, deployed, level, run),
  };
}

async function setLevel(cluster: Cluster, kubectl: Kubectl, deployed: Deployed, level: Level, run: string) {
  await makeCommit(deployed.checkout, author, `Agent: ${level}`, [levelChange(level, run)]);
  const { commit, local } = await deploy(deployed, cluster, kubectl);
  await refresh(kubectl);
  const wanted = { applications: local.components.map(({ application }) => application), commit };
  const read = () => readState(kubectl, environment);
  const { outcome, state } = await waitForWaves(read, wanted, rolloutSeconds, () => {});
  if (outcome !== 'done')
    throw new StepError(
      `the commit for ${level} did not become healthy\n\n${await diagnosis(kubectl, state, wanted)}`,
    );
}
