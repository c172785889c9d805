// kubectl on the kind cluster.
import type { Resource } from '../kubernetes/resource.ts';
import { type Output, type RunOptions, run, runOrThrow } from '../process/run.ts';
import { toolPath } from '../tools/resolve.ts';
import type { Cluster } from './cluster.ts';

export type Kubectl = {
  /** Runs kubectl; a failure is a result. */
  try: (args: string[], options?: RunOptions) => Promise<Output>;
  /** Runs kubectl and returns what it printed; throws StepError. */
  run: (args: string[], options?: RunOptions) => Promise<string>;
  /** The objects of a kind; none when the kind or the namespace is not there. */
  list: <T = Resource>(kind: string, ...args: string[]) => Promise<T[]>;
  /** Server-side apply of YAML or JSON text. */
  apply: (manifests: string) => Promise<void>;
  /** The program, for commands that are shown or run by others. */
  path: string;
};

const requestTimeoutSeconds = 60;

/** kubectl with the cluster's own kubeconfig. */
export async function kubectlOf({ kubeconfig }: Cluster): Promise<Kubectl> {
  const path = await toolPath('kubectl');
  const all = (args: string[]) => ['--kubeconfig', kubeconfig, ...args];
  const limited = (options?: RunOptions) => ({ timeoutSeconds: requestTimeoutSeconds, ...options });
  const kubectl: Kubectl = {
    path,
    try: (args, options) => run(path, all(args), limited(options)),
    run: (args, options) => runOrThrow(path, all(args), limited(options)),
    async list<T>(kind: string, ...args: string[]) {
      const { exitCode, stdout } = await kubectl.try([
        'get',
        kind,
        ...args,
        '-o',
        'json',
        '--ignore-not-found',
      ]);
      if (exitCode !== 0 || stdout.trim() === '') return [];
      const answer = JSON.parse(stdout) as { items?: T[] } & T;
      return answer.items ?? [answer];
    },
    async apply(manifests) {
      const args = ['apply', '--server-side', '--force-conflicts', '--field-manager=up', '-f', '-'];
      await kubectl.run(args, { input: manifests });
    },
  };
  return kubectl;
}
