// `npm run up`, `status` and `down`.

import { CommandError } from '../cli/errors.ts';
import type { Command } from '../cli/types.ts';
import { StepError } from '../process/run.ts';
import { toolkitRoot } from '../repository/root.ts';
import { addresses } from './addresses.ts';
import { type Cluster, clusterOf, defaultClusterName, environment } from './cluster.ts';
import { recall } from './commit/omitted.ts';
import { clusterExists, deleteCluster, requireCluster } from './kind.ts';
import { type Kubectl, kubectlOf } from './kubectl.ts';
import { missingGadgets } from './rollout/degraded.ts';
import { describeNamespace } from './rollout/diagnose.ts';
import { readImages, readWaves } from './rollout/overview.ts';
import { readState } from './rollout/state.ts';
import { isWrong, statusText } from './rollout/statustext.ts';
import { up } from './up.ts';

const cluster = { description: `name of the kind cluster (${defaultClusterName})`, value: 'name' };
const defaultTimeoutSeconds = 900;
const named = (value: unknown) => clusterOf(typeof value === 'string' ? value : defaultClusterName);
const print = (line: string) => process.stdout.write(`${line}\n`);

export const upCommand: Command = {
  name: 'up',
  description: `Makes a kind cluster with Argo CD and the ${environment} environment of the last commit. Again: brings it up to date.`,
  options: {
    cluster,
    images: { description: 'folder of OCI archives to load images from', value: 'folder' },
    timeout: { description: `seconds to wait for the waves (${defaultTimeoutSeconds})`, value: 'seconds' },
  },
  examples: [
    ['npm run up', 'the whole stack'],
    ['git commit -am "Keep logs for 48 h" && npm run up', 'a change: commit it, and the cluster syncs it'],
    ['npm run up -- --images ./images', 'with images from a folder'],
  ],
  async run({ values }) {
    const wanted = named(values.cluster);
    const timeoutSeconds = Number(values.timeout ?? defaultTimeoutSeconds);
    if (!(timeoutSeconds > 0)) throw new CommandError('E_USAGE up: --timeout is not a number of seconds.');
    const folder = typeof values.images === 'string' ? { images: values.images } : {};
    try {
      const deployment = await up(toolkitRoot, wanted, { ...folder, timeoutSeconds, write: print });
      const kubectl = await kubectlOf(wanted);
      print('');
      for (const line of await addresses(kubectl, wanted, deployment)) print(line);
      return 0;
    } catch (error) {
      if (!(error instanceof StepError)) throw error;
      process.stderr.write(`\nE_UP ${error.message}\n\n${leftForALook(wanted)}\n`);
      return 1;
    }
  },
};

export const statusCommand: Command = {
  name: 'status',
  description: 'Shows waves, health and versions of what the kind cluster runs.',
  options: { cluster, json: { description: 'print the result as JSON' } },
  examples: [['npm run status', 'the table']],
  async run({ values }) {
    const kubectl = await running(named(values.cluster));
    const [state, waves, images, deployment, gadgets] = await Promise.all([
      readState(kubectl, environment),
      readWaves(kubectl, environment),
      readImages(kubectl),
      recall(kubectl),
      missingGadgets(kubectl),
    ]);
    if (values.json)
      print(
        JSON.stringify({ ...state, waves, images: Object.fromEntries(images), deployment, gadgets }, null, 2),
      );
    else {
      // What waits for its wave runs as before: its pods explain nothing.
      const wrong = state.applications
        .filter((each) => isWrong(each) && each.rollout !== 'Waiting')
        .map(({ namespace }) => namespace);
      const pods = await Promise.all(
        [...new Set(wrong)].map(
          async (namespace) => [namespace, await describeNamespace(kubectl, namespace)] as const,
        ),
      );
      process.stdout.write(statusText(state, waves, images, deployment, new Map(pods), gadgets));
    }
    return state.errors.length > 0 || state.applications.length === 0 || state.applications.some(isWrong)
      ? 1
      : 0;
  },
};

export const downCommand: Command = {
  name: 'down',
  description: 'Removes the kind cluster with its data. Other clusters and the images in Docker stay.',
  options: { cluster },
  examples: [['npm run down', 'remove it']],
  async run({ values }) {
    const wanted = named(values.cluster);
    const existed = await clusterExists(wanted);
    await deleteCluster(wanted);
    print(existed ? `Removed the kind cluster ${wanted.name}.` : `There is no kind cluster ${wanted.name}.`);
    return 0;
  },
};

async function running(wanted: Cluster): Promise<Kubectl> {
  await requireCluster(wanted);
  return kubectlOf(wanted);
}

const leftForALook = ({ kubeconfig, name }: Cluster) =>
  [
    `What is there was left for a look: kubectl --kubeconfig ${kubeconfig} get applications -n argocd`,
    'Running `npm run up` again continues.',
    `\`npm run down\` removes the cluster ${name}.`,
  ].join('\n');
