// `npm run up`, step by step. Each step sees what is done already: a second run continues, or has little to do.
import { observe } from '../bootstrap/machine.ts';
import { plan } from '../bootstrap/plan.ts';
import { nodeReference } from '../images/recipes.ts';
import { tally } from '../images/report.ts';
import { isMissing } from '../images/result.ts';
import { writeReport } from '../images/writereport.ts';
import { StepError } from '../process/run.ts';
import { toolkitRoot } from '../repository/root.ts';
import { argoCdManifests, installArgoCd } from './argocd.ts';
import { type Cluster, environment } from './cluster.ts';
import { gadgetsImage } from './commit/gadgets.ts';
import { remember } from './commit/omitted.ts';
import { applyOverlay } from './commit/overlay.ts';
import { type Target, targetLines, targetOf, treeOf, wholeEnvironment } from './commit/target.ts';
import { push, startGitServer } from './gitserver.ts';
import { clusterExists, createCluster, loadImages, resumeCluster } from './kind.ts';
import { kubectlOf } from './kubectl.ts';
import { obstacles } from './obstacles.ts';
import { type Obtain, obtainAll } from './obtain.ts';
import { diagnosis, retryCrashed } from './rollout/diagnose.ts';
import { readState } from './rollout/state.ts';
import { waitForWaves } from './rollout/wait.ts';
import { createSecrets } from './secrets.ts';
import { steps } from './steps.ts';
import { ensureStorage } from './storage.ts';

export type UpOptions = {
  /** Folder of OCI archives. */
  images?: string;
  /** For the waves. */
  timeoutSeconds: number;
  write: (line: string) => void;
  obtain?: Obtain;
};

/** Brings the cluster up and returns what it runs. Throws StepError with a diagnosis; the cluster is left for a look. */
export async function up(root: string, cluster: Cluster, options: UpOptions): Promise<Target> {
  const { step } = steps(9, options.write);
  await step('machine', checkMachine);

  const kubectl = await kubectlOf(cluster);
  const { whole, argoCd } = await step('last commit', async () => ({
    whole: await wholeEnvironment(root, cluster),
    argoCd: await argoCdManifests(root, cluster, kubectl),
  }));

  const gadgets = whole.hasGadgets ? await gadgetsImage() : undefined;
  const exists = await clusterExists(cluster);
  const missing = await step('images', async (note) => {
    const base = [...argoCd.images, ...whole.overlayImages];
    const own = whole.components.flatMap(({ images }) => images);
    // The node's image is asked for only when a node is made.
    const others = [...(gadgets ? [gadgets] : []), ...(exists ? [] : [nodeReference])];
    const obtain = options.obtain ?? obtainAll;
    const results = await obtain([...base, ...own, ...others], options.images, note);
    note(`${tally(results)}; see ${writeReport(toolkitRoot, results)}`);
    const problem = obstacles(results, whole.components, base);
    if (problem) throw new StepError(problem);
    return results.filter(isMissing).map(({ reference }) => reference);
  });

  const target = await step('commit for the cluster', async (note) => {
    const target = await targetOf(root, cluster, whole, missing, gadgets);
    for (const line of targetLines(target)) note(line);
    return target;
  });
  const { local } = target;

  await step('cluster', async (note) => {
    if (exists) note(`${cluster.name} is there already`);
    await (exists ? resumeCluster(cluster) : createCluster(cluster, nodeReference));
    if (await ensureStorage(cluster, kubectl)) note('the node has no volume provisioner: made local volumes');
    const own = local.components.flatMap(({ images }) => images);
    await loadImages(cluster, [...argoCd.images, ...local.overlayImages, ...own]);
  });
  await step(`Argo CD ${argoCd.version}`, () => installArgoCd(kubectl, argoCd));
  await step('repository', async () => {
    await startGitServer(kubectl, argoCd.gitImage);
    await push(root, cluster, kubectl, target);
  });
  await step(`environment ${environment}`, async (note) => {
    for (const { namespace, name } of await createSecrets(kubectl, local.secrets))
      note(`Secret ${namespace}/${name} with random values`);
    await remember(kubectl, target);
    await applyOverlay(
      kubectl,
      treeOf(cluster),
      local.components.map(({ wave }) => wave),
    );
  });
  await step('waves', async (note) => {
    const namespaces = new Set(local.components.map(({ namespace }) => namespace));
    await Promise.all([...namespaces].map((namespace) => retryCrashed(kubectl, namespace)));
    const applications = local.components.map(({ application }) => application);
    const wanted = { applications, commit: target.commit };
    const read = () => readState(kubectl, environment);
    const { outcome, state } = await waitForWaves(read, wanted, options.timeoutSeconds, note);
    if (outcome === 'done') return;
    const reason =
      outcome === 'timeout' ? `not all healthy after ${options.timeoutSeconds} s` : 'a sync has failed';
    throw new StepError(`${reason}\n\n${await diagnosis(kubectl, state, wanted)}`);
  });
  return target;
}

async function checkMachine(): Promise<void> {
  const { steps: missing, problems } = plan(await observe());
  const lines = [...problems, ...missing.map(({ title }) => `needed: ${title}`)];
  if (lines.length > 0)
    throw new StepError(`${lines.map((line) => `- ${line}`).join('\n')}\nPlease run: npm run bootstrap`);
}
