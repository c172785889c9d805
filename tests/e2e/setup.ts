// Before all tests: a new cluster with the environment of this checkout's last commit. After them it is removed, unless a test failed.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { gadgetsImage } from '../../scripts/lib/cluster/commit/gadgets.ts';
import { deleteCluster, loadImages } from '../../scripts/lib/cluster/kind.ts';
import { obtainAll } from '../../scripts/lib/cluster/obtain.ts';
import { up } from '../../scripts/lib/cluster/up.ts';
import { isMissing } from '../../scripts/lib/images/result.ts';
import { shellImage } from '../../scripts/lib/images/shell.ts';
import { runOrThrow } from '../../scripts/lib/process/run.ts';
import { toolkitRoot } from '../../scripts/lib/repository/root.ts';
import { imagesVariable } from '../../scripts/lib/test/tiers.ts';
import { cluster, clusterName } from './lib/context.ts';
import { saveDiagnosis } from './lib/diagnosis.ts';
import { record } from './lib/timeline.ts';

const installSeconds = 900;

let end: () => Promise<void> = async () => {};

export async function setup(project: TestProject): Promise<void> {
  rmSync(join(toolkitRoot, 'reports/e2e'), { recursive: true, force: true });
  const checkout = join(mkdtempSync(join(tmpdir(), 'observability-e2e-')), 'checkout');
  await runOrThrow('git', ['clone', '--quiet', toolkitRoot, checkout]);
  // What an interrupted run left.
  await deleteCluster(cluster);

  const write = (line: string) => process.stdout.write(`${line}\n`);
  const images = process.env[imagesVariable];
  const [client] = await obtainAll([shellImage], images, write);
  if (client && isMissing(client)) throw new Error(`${shellImage}: ${client.reason}`);

  const recorder = record();
  const options = { timeoutSeconds: installSeconds, write, ...(images ? { images } : {}) };
  const deployment = await up(checkout, cluster, options).catch(async (error: Error) => {
    await recorder.stop();
    const folder = await saveDiagnosis('the cluster comes up', error.message);
    throw new Error(
      `${error.message}\ndiagnosis: ${folder}\nThe cluster ${clusterName} was left for a look.`,
    );
  });
  const timeline = await recorder.stop();
  await loadImages(cluster, [shellImage]);
  const gadgets = await gadgetsImage();
  const { commit, missing, omitted } = deployment;
  project.provide('installed', {
    checkout,
    commit,
    missing,
    omitted,
    timeline,
    ...(gadgets ? { gadgets } : {}),
  });

  end = async () => {
    rmSync(join(checkout, '..'), { recursive: true, force: true });
    if (project.vitest.state.getCountOfFailedTests() === 0) return deleteCluster(cluster);
    write(
      `A test failed: the cluster was left for a look. kubectl --kubeconfig ${cluster.kubeconfig} get pods -A`,
    );
    write(`To remove it: npm run down -- --cluster ${clusterName}`);
  };
}

export function teardown(): Promise<void> {
  return end();
}
