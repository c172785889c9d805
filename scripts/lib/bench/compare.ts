// The check beside the loop, in turns, so that a busy minute of the machine meets both.
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Report } from '../check/types.ts';
import { supportedSchemas } from '../check/validate.ts';
import { CommandError } from '../cli/errors.ts';
import type { InstalledSchemas } from '../schemas/install.ts';
import { toolPath } from '../tools/resolve.ts';
import { machineYaml } from '../yaml/machine.ts';
import { runCheck } from './checkrun.ts';
import { loopScript, loopSteps, pipeline } from './loop.ts';
import { runTimed, type Sample } from './timed.ts';
import type { Workspace } from './workspace.ts';

/** What is compared; `loopOneVersion` is the loop with one Kubernetes version. */
export const kinds = ['loop', 'loopOneVersion', 'cold', 'changed', 'warm'] as const;
export type Kind = (typeof kinds)[number];

/** Every run. */
export type Samples = Record<Kind, Sample[]>;

export type Comparison = {
  environments: number;
  applications: number;
  resources: number;
  kubernetesVersions: readonly string[];
  /** The version of the loop with one. */
  oneVersion: string;
  /** The pipeline of the loop, with placeholders. */
  pipeline: string;
  changedFile: string;
  samples: Samples;
  /** Applications that each run with a changed file rendered. */
  renderedAfterChange: number[];
};

/** The file that is changed; one Application reads it. */
export const changedFile = 'environments/staging/loki.yaml';
// A warm run takes a tenth of a second: one alone would measure the scheduler.
const warmRunsEach = 5;

/** Measures the loop, the check cold, warm and after a change, `runs` times in turns. */
export async function compare(
  workspace: Workspace,
  runs: number,
  progress: (line: string) => void,
): Promise<Comparison> {
  const checkout = workspace.checkout('compared');
  progress('compare: one run that does not count, so that every file is in memory');
  const { report } = await runCheck(checkout, workspace.emptyCache());
  const loops = await writeLoops(workspace.folder, checkout, report);

  const samples: Samples = { loop: [], loopOneVersion: [], cold: [], warm: [], changed: [] };
  const renderedAfterChange: number[] = [];
  for (let run = 1; run <= runs; run += 1) {
    const add = (kind: Kind, what: string, sample: Sample) => {
      samples[kind].push(sample);
      progress(`compare ${run}/${runs}: ${what} ${sample.seconds.toFixed(2)} s`);
    };
    const cache = workspace.emptyCache();
    add('loop', 'loop', await runLoop(checkout, loops.all));
    add('cold', 'check, cold', (await runCheck(checkout, cache, { rendered: 'all' })).sample);
    add('loopOneVersion', 'loop, one version', await runLoop(checkout, loops.one));
    for (let again = 1; again <= warmRunsEach; again += 1) {
      add('warm', 'check, warm', (await runCheck(checkout, cache, { rendered: 0 })).sample);
    }
    appendFileSync(join(checkout, changedFile), `# Changed by the benchmark, run ${run}.\n`);
    const changed = await runCheck(checkout, cache);
    renderedAfterChange.push(changed.report.rendered.now);
    add('changed', 'check, one values file changed', changed.sample);
  }
  return {
    environments: report.environments.length,
    applications: report.applications.length,
    resources: report.resources,
    kubernetesVersions: loops.versions,
    oneVersion: loops.oneVersion,
    pipeline: loops.pipeline,
    changedFile,
    samples,
    renderedAfterChange,
  };
}

async function writeLoops(folder: string, checkout: string, { applications }: Report) {
  const schemas = await supportedSchemas();
  const tools = { helm: await toolPath('helm'), kubeconform: await toolPath('kubeconform'), ...schemas };
  const steps = applications.map(({ environment, component, chart, namespace }) => ({
    environment,
    component,
    chart,
    namespace,
    global: JSON.stringify(globalOf(checkout, environment)),
  }));
  const write = (name: string, versions: readonly string[]) => {
    const path = join(folder, name);
    writeFileSync(path, loopScript(loopSteps(versions, steps), tools));
    return path;
  };
  const oneVersion = schemas.versions.toSorted(byNumber).at(-1) ?? '';
  return {
    versions: schemas.versions,
    oneVersion,
    pipeline: pipelineWithPlaceholders(schemas, oneVersion),
    all: write('loop.sh', schemas.versions),
    one: write('loop-one-version.sh', [oneVersion]),
  };
}

const byNumber = (a: string, b: string) => a.localeCompare(b, 'en', { numeric: true });

function globalOf(checkout: string, environment: string): unknown {
  const text = readFileSync(join(checkout, `environments/${environment}/environment.yaml`), 'utf8');
  return machineYaml<{ global: unknown }>(text)[0]?.global;
}

function pipelineWithPlaceholders({ folder, schemaLocations }: InstalledSchemas, version: string): string {
  const step = {
    version: 'VERSION',
    environment: 'ENVIRONMENT',
    component: 'COMPONENT',
    chart: 'CHART',
    namespace: 'NAMESPACE',
    global: 'GLOBAL',
  };
  const locations = () =>
    schemaLocations(version).map((path) => `SCHEMAS/${relative(folder, path).replace(version, 'VERSION')}`);
  return pipeline(step, { helm: 'helm', kubeconform: 'kubeconform', schemaLocations: locations });
}

async function runLoop(checkout: string, script: string): Promise<Sample> {
  const { exitCode, stdout, stderr, ...sample } = await runTimed('bash', [script], { cwd: checkout });
  if (exitCode === 0) return sample;
  const lines = `${stdout}\n${stderr}`.trim().split('\n').slice(-5).join('\n');
  throw new CommandError(`E_BENCH the loop failed, so there is nothing to compare with:\n${lines}`);
}
