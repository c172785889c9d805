// The git server in the cluster, and pushing to it. It is git's own daemon, from the image of Argo CD, which brings git.
import { stringify } from 'yaml';
import { runOrThrow } from '../process/run.ts';
import type { Cluster } from './cluster.ts';
import type { Revision } from './commit/revision.ts';
import type { Kubectl } from './kubectl.ts';
import { rolledOut } from './rollout/rollout.ts';

const namespace = 'git';
const path = '/srv/repository.git';
/**
 * What the ApplicationSet names as its repository. Short on purpose: it is found in the second search domain, while a
 * longer name is first looked for in the domains of the machine, which takes seconds where no name server answers.
 */
export const repositoryUrl = 'git://git.git/repository.git';
/** The branch that holds what the cluster runs. */
export const branch = 'cluster';

/** Starts the server. Reading is open to the cluster; writing goes through `kubectl exec` alone. */
export async function startGitServer(kubectl: Kubectl, image: string): Promise<void> {
  await kubectl.apply(
    gitServer(image)
      .map((object) => stringify(object))
      .join('---\n'),
  );
  await rolledOut(kubectl, namespace, 'deployment/git');
}

/** Makes `branch` of the server the commit. */
export async function push(
  root: string,
  cluster: Cluster,
  kubectl: Kubectl,
  revision: Revision,
): Promise<void> {
  const exec = `${kubectl.path} --kubeconfig ${cluster.kubeconfig} -n ${namespace} exec -i deployment/git --`;
  // In an ext:: address a space separates arguments, and %S is the program that git wants to talk to.
  const remote = `ext::${exec} %S ${path}`;
  const args = ['-c', 'protocol.ext.allow=always', 'push', '--force', '--quiet', remote];
  await runOrThrow('git', [...args, `${revision.commit}:refs/heads/${branch}`], {
    cwd: root,
    env: revision.env,
    timeoutSeconds: 120,
  });
}

/** The objects of the server. */
export function gitServer(image: string): object[] {
  const labels = { app: 'git' };
  const start = [
    `test -d ${path} || git init --quiet --bare --initial-branch ${branch} ${path}`,
    `exec git daemon --reuseaddr --export-all --base-path=/srv ${path}`,
  ].join('\n');
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace, labels: restricted } },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'git', namespace },
      spec: { selector: labels, ports: [{ name: 'git', port: 9418 }] },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'git', namespace },
      spec: {
        replicas: 1,
        strategy: { type: 'Recreate' },
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: {
            automountServiceAccountToken: false,
            // A clone that was written by another user is refused by git.
            securityContext: {
              runAsNonRoot: true,
              runAsUser: 999,
              runAsGroup: 999,
              fsGroup: 999,
              seccompProfile,
            },
            containers: [{ ...container, image, command: ['/bin/sh', '-c', start] }],
            // A new pod begins empty, and `up` pushes again: the repository is the person's checkout.
            volumes: [{ name: 'srv', emptyDir: {} }],
          },
        },
      },
    },
  ];
}

const restricted = { 'pod-security.kubernetes.io/enforce': 'restricted' };
const seccompProfile = { type: 'RuntimeDefault' };
const container = {
  name: 'git',
  imagePullPolicy: 'IfNotPresent',
  env: [{ name: 'HOME', value: '/srv' }],
  ports: [{ name: 'git', containerPort: 9418 }],
  readinessProbe: { tcpSocket: { port: 'git' }, periodSeconds: 2 },
  resources: { requests: { cpu: '10m', memory: '32Mi' }, limits: { memory: '256Mi' } },
  securityContext: {
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  },
  volumeMounts: [{ name: 'srv', mountPath: '/srv' }],
};
