// What `status` shows beside the state: the waves, and the images that run.
import type { Resource } from '../../kubernetes/resource.ts';
import { imagesOf } from '../images.ts';
import type { Kubectl } from '../kubectl.ts';

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

/** Images of the running workloads, by component: its Helm release has the same name. */
export async function readImages(kubectl: Kubectl): Promise<Map<string, string[]>> {
  const kinds = 'statefulsets,daemonsets,deployments';
  const workloads = await kubectl.list<Resource>(
    kinds,
    '-A',
    '-l',
    'app.kubernetes.io/part-of=observability',
  );
  const byComponent = Map.groupBy(
    workloads,
    ({ metadata }) => metadata.labels?.['app.kubernetes.io/instance'] ?? '',
  );
  return new Map([...byComponent].map(([component, own]) => [component, imagesOf(own)]));
}
