// The installation: the waves held, and Argo CD makes of the ApplicationSet what the toolkit says.
import { describe, expect, test } from 'vitest';
import type { ApplicationSet } from '../../scripts/lib/argocd/applicationset.ts';
import { evaluateApplications } from '../../scripts/lib/check/applications.ts';
import { environment } from '../../scripts/lib/cluster/cluster.ts';
import { overlayManifests } from '../../scripts/lib/cluster/commit/overlay.ts';
import { treeOf } from '../../scripts/lib/cluster/commit/target.ts';
import { readWaves } from '../../scripts/lib/cluster/rollout/overview.ts';
import { readState } from '../../scripts/lib/cluster/rollout/state.ts';
import type { Resource } from '../../scripts/lib/kubernetes/resource.ts';
import { environmentFiles } from '../../scripts/lib/repository/environments.ts';
import { machineYaml } from '../../scripts/lib/yaml/machine.ts';
import { cluster, e2e } from './lib/context.ts';
import { orderViolations, timelineText } from './lib/order.ts';
import { status } from './lib/status.ts';

describe('the waves', () => {
  test('progressive syncs are on: the rollout knows every Application and started each of them', async () => {
    const { kubectl, installed } = await e2e();
    const { applications, errors } = await readState(kubectl, environment);
    expect(errors).toEqual([]);
    expect(applications.length).toBeGreaterThan(3);
    expect(applications.filter(({ rollout }) => rollout === '')).toEqual([]);
    const own = installed.timeline.filter(({ commit }) => commit === installed.commit);
    expect(own.map(({ by }) => by)).toEqual(own.map(() => 'applicationset-controller'));
  });

  test('no Application started before the last one of the wave before it was healthy', async () => {
    const { kubectl, installed } = await e2e();
    const waves = await readWaves(kubectl, environment);
    const { applications } = await readState(kubectl, environment);
    process.stdout.write(`${timelineText(installed.timeline, waves, installed.commit)}\n`);
    const seen = installed.timeline.filter(({ commit }) => commit === installed.commit);
    expect(seen.map(({ application }) => application).sort()).toEqual(
      applications.map(({ name }) => name).sort(),
    );
    expect(new Set(seen.map(({ wave }) => wave)).size).toBeGreaterThan(2);
    expect(orderViolations(installed.timeline, waves, installed.commit)).toEqual([]);
  });
});

test('the controller generates the Applications that the toolkit evaluates, field by field', async () => {
  const { kubectl } = await e2e();
  const tree = treeOf(cluster);
  const live = await kubectl.list(
    'applications.argoproj.io',
    '-n',
    'argocd',
    '-l',
    `environment=${environment}`,
  );
  const waves = live.map(({ metadata }) => metadata.labels?.wave ?? '');
  const built = machineYaml<Resource>(await overlayManifests(kubectl, tree, waves));
  const set = built.find(({ kind }) => kind === 'ApplicationSet') as ApplicationSet;
  const { applications, findings } = evaluateApplications(
    tree,
    environment,
    set,
    environmentFiles(tree, environment),
  );
  expect(findings).toEqual([]);
  expect(live.map(written).sort(byName)).toEqual(applications.map(written).sort(byName));
});

test('status names every component in the order of the waves, and ends well', async () => {
  const { exitCode, stdout } = await status();
  const { kubectl } = await e2e();
  const { applications } = await readState(kubectl, environment);
  for (const { component } of applications)
    expect(stdout).toMatch(new RegExp(`^\\S+ +${component} +Synced +Healthy +Healthy`, 'm'));
  expect(exitCode).toBe(0);
});

type Written = { name: string };
const byName = (a: Written, b: Written) => a.name.localeCompare(b.name);

// What the ApplicationSet writes; the rest belongs to the API server and to the Application's own controller.
function written({ apiVersion, kind, metadata, spec }: Resource): Written & Record<string, unknown> {
  const {
    name,
    namespace,
    labels,
    annotations = {},
    finalizers,
  } = metadata as Resource['metadata'] & { finalizers?: string[] };
  const { 'argocd.argoproj.io/refresh': _, ...own } = annotations;
  return { name, namespace, apiVersion, kind, labels, annotations: own, finalizers, spec };
}
