// What a person needs to see why something did not happen: objects, events, logs, and Argo CD's view.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type Kubectl, kubectlOf } from '../../../scripts/lib/cluster/kubectl.ts';
import { toolkitRoot } from '../../../scripts/lib/repository/root.ts';
import { cluster } from './context.ts';

const logLines = 300;

type Pod = { metadata: { name: string; namespace: string }; spec: { containers: { name: string }[] } };

/** Writes it to a folder under reports/ and returns that. Never throws: the failure that it explains comes first. */
export async function saveDiagnosis(title: string, seen: string): Promise<string> {
  const name = title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 80);
  const folder = join(toolkitRoot, 'reports/e2e', name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'seen.txt'), `${title}\n\n${seen}\n`);
  try {
    const kubectl = await kubectlOf(cluster);
    for (const [file, args] of Object.entries(questions)) {
      const { stdout, stderr } = await kubectl.try(args);
      writeFileSync(join(folder, file), stdout || stderr);
    }
    await saveLogs(kubectl, join(folder, 'logs'));
  } catch (error) {
    writeFileSync(join(folder, 'incomplete.txt'), `${error}\n`);
  }
  return relative(toolkitRoot, folder);
}

const questions = {
  'pods.txt': ['get', 'pods', '--all-namespaces', '-o', 'wide'],
  'pods.yaml': ['describe', 'pods', '--all-namespaces'],
  'events.txt': ['get', 'events', '--all-namespaces', '--sort-by=.lastTimestamp'],
  'applications.yaml': ['get', 'applications.argoproj.io', '--namespace=argocd', '-o', 'yaml'],
  'applicationsets.yaml': ['get', 'applicationsets.argoproj.io', '--namespace=argocd', '-o', 'yaml'],
  'workloads.txt': ['get', 'deployments,statefulsets,daemonsets,cronjobs,jobs,pvc', '--all-namespaces'],
};

async function saveLogs(kubectl: Kubectl, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const pods = await kubectl.list<Pod>('pods', '--all-namespaces');
  for (const { metadata, spec } of pods.filter(({ metadata }) => metadata.namespace !== 'kube-system'))
    for (const { name } of spec.containers) {
      const args = ['-n', metadata.namespace, 'logs', metadata.name, '-c', name, `--tail=${logLines}`];
      const [now, before] = [await kubectl.try(args), await kubectl.try([...args, '--previous'])];
      const text =
        before.exitCode === 0
          ? `${before.stdout}\n--- restarted ---\n${now.stdout}`
          : now.stdout || now.stderr;
      writeFileSync(join(folder, `${metadata.namespace}.${metadata.name}.${name}.txt`), text);
    }
}
