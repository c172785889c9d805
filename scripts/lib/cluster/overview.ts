// What `status` shows beside the state: the waves, and the images that run.
import type { Resource } from '../kubernetes/resource.ts';
import { imagesOf } from './images.ts';
import type { Kubectl } from './kubectl.ts';

/** The waves of the rollout, in order. */
export async function readWaves(kubectl: Kubectl, environment: string): Promise<string[]> {
  type Step = { matchExpressions?: { key: string; values: string[] }[] };
  type Set = { spec: { strategy?: { rollingSync?: { steps?: Step[] } } } };
  const [set] = await kubectl.list<Set>(
    'applicationsets.argoproj.io',
    '-n',
    'argocd',
    `${environment}-observability`,
  );
  const steps = set?.spec.strategy?.rollingSync?.steps ?? [];
  return steps.flatMap(({ matchExpressions = [] }) =>
    matchExpressions.flatMap(({ key, values }) => (key === 'wave' ? values : [])),
  );
}

/** Images of the running workloads, by namespace. */
export async function readImages(kubectl: Kubectl): Promise<Map<string, string[]>> {
  const kinds = 'statefulsets,daemonsets,deployments';
  const workloads = await kubectl.list<Resource>(
    kinds,
    '-A',
    '-l',
    'app.kubernetes.io/part-of=observability',
  );
  const namespaces = new Set(workloads.map(({ metadata }) => metadata.namespace ?? ''));
  return new Map(
    [...namespaces].map((namespace) => [
      namespace,
      imagesOf(workloads.filter(({ metadata }) => metadata.namespace === namespace)),
    ]),
  );
}
