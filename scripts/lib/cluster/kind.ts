// The kind cluster itself: make, look, load images, remove.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { machineMissingCapabilities } from '../bootstrap/capabilities.ts';
import { wrapperPath } from '../bootstrap/wrapper.ts';
import { CommandError } from '../cli/errors.ts';
import { normalReference } from '../images/reference.ts';
import { run, runOrThrow, StepError } from '../process/run.ts';
import { toolkitRoot } from '../repository/root.ts';
import { toolPath } from '../tools/resolve.ts';
import type { Cluster } from './cluster.ts';
import { kindConfig } from './kindconfig.ts';

const createSeconds = 300;
/** kind's own default. */
const serviceSubnet = '10.96.0.0/16';
/** Docker label of a node image that brings its own network plugin. */
const networkLabel = 'node.cni';

/** Whether kind knows a cluster of this name. */
export async function clusterExists({ name }: Cluster): Promise<boolean> {
  const { stdout } = await run(await toolPath('kind'), ['get', 'clusters']);
  return stdout.split('\n').includes(name);
}

/** @throws CommandError when there is no such cluster */
export async function requireCluster(cluster: Cluster): Promise<void> {
  if (!(await clusterExists(cluster)))
    throw new CommandError(`E_CLUSTER there is no kind cluster ${cluster.name}.\nPlease run: npm run up`);
}

/** Makes the cluster and waits until its control plane is ready. */
export async function createCluster(cluster: Cluster, image: string): Promise<void> {
  mkdirSync(cluster.folder, { recursive: true });
  const file = join(cluster.folder, 'kind.yaml');
  const base = readFileSync(join(toolkitRoot, 'tests/e2e/kind.yaml'), 'utf8');
  const ownNetwork = (await imageLabel(image, networkLabel)) !== '';
  const wrapper = machineMissingCapabilities().length > 0 ? wrapperPath : undefined;
  writeFileSync(file, kindConfig(base, { ownNetwork, ...(wrapper ? { wrapper } : {}) }));
  await runOrThrow(
    await toolPath('kind'),
    [
      ...['create', 'cluster', '--name', cluster.name, '--image', image, '--config', file],
      ...['--kubeconfig', cluster.kubeconfig, '--wait', '120s', '--retain'],
    ],
    { timeoutSeconds: createSeconds },
  );
  await keepServicesInside(cluster);
}

/** Starts the node again after Docker or the machine was restarted; writes the kubeconfig when it is lost. */
export async function resumeCluster(cluster: Cluster): Promise<void> {
  const kind = await toolPath('kind');
  for (const node of await nodesOf(cluster)) await runOrThrow('docker', ['start', node]);
  mkdirSync(cluster.folder, { recursive: true });
  await runOrThrow(kind, [
    'export',
    'kubeconfig',
    '--name',
    cluster.name,
    '--kubeconfig',
    cluster.kubeconfig,
  ]);
  await keepServicesInside(cluster);
}

// Until kube-proxy knows a Service, its address is looked for outside of the cluster. Where the network answers for every
// address, a client would stay connected to a stranger and lose what it sends.
async function keepServicesInside(cluster: Cluster): Promise<void> {
  const rule = `FORWARD --destination ${serviceSubnet} --jump REJECT`;
  const command = `iptables -w --check ${rule} 2>/dev/null || iptables -w --insert ${rule}`;
  for (const node of await nodesOf(cluster)) await runOrThrow('docker', ['exec', node, 'sh', '-c', command]);
}

/** Removes this cluster and its folder, and nothing else. */
export async function deleteCluster(cluster: Cluster): Promise<void> {
  const args = ['delete', 'cluster', '--name', cluster.name, '--kubeconfig', cluster.kubeconfig];
  await runOrThrow(await toolPath('kind'), args, { timeoutSeconds: createSeconds });
  if (existsSync(cluster.folder)) rmSync(cluster.folder, { recursive: true });
}

/** Loads images from Docker into every node; those that every node has already are passed over. */
export async function loadImages(cluster: Cluster, references: string[]): Promise<void> {
  const wanted = [...new Set(references)];
  const ids = await runOrThrow('docker', ['image', 'inspect', '--format', '{{.Id}}', ...wanted]);
  const lists = await Promise.all((await nodesOf(cluster)).map(imagesInNode));
  const lacking = notLoaded(wanted, ids.trim().split('\n'), lists);
  if (lacking.length === 0) return;
  await runOrThrow(await toolPath('kind'), ['load', 'docker-image', '--name', cluster.name, ...lacking]);
}

/** Images, with their ids, that are not in each of the lists under their full name and with just that content. */
export function notLoaded(references: string[], ids: string[], lists: Set<string>[]): string[] {
  return references.filter((reference, index) =>
    lists.some((list) => !list.has(normalReference(reference)) || !list.has(ids[index] ?? '')),
  );
}

async function imagesInNode(node: string): Promise<Set<string>> {
  const names = await runOrThrow('docker', [
    'exec',
    node,
    'ctr',
    '--namespace',
    'k8s.io',
    'images',
    'ls',
    '-q',
  ]);
  return new Set(names.split('\n'));
}

/** Names of the node containers. */
export async function nodesOf({ name }: Cluster): Promise<string[]> {
  const nodes = await runOrThrow(await toolPath('kind'), ['get', 'nodes', '--name', name]);
  return nodes.split('\n').filter((line) => line && !line.startsWith('No kind nodes'));
}

async function imageLabel(image: string, label: string): Promise<string> {
  const format = `{{ index .Config.Labels ${JSON.stringify(label)} }}`;
  const { exitCode, stdout } = await run('docker', ['image', 'inspect', '--format', format, image]);
  if (exitCode !== 0) throw new StepError(`Docker has no image ${image} for the kind node`);
  return stdout.trim();
}
