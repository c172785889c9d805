// The last lines of `up`: where things are, and how to get the password.
import type { Cluster } from './cluster.ts';
import type { Deployment } from './commit/omitted.ts';
import type { Kubectl } from './kubectl.ts';

// A cluster on a laptop has no load balancer: port-forward works everywhere.
const ports: Record<string, { port: number; what: string }> = {
  grafana: { port: 3000, what: 'Grafana, as admin' },
  mimir: { port: 8080, what: 'Mimir, with the header X-Scope-OrgID: local' },
  loki: { port: 3100, what: 'Loki, with the header X-Scope-OrgID: local' },
  tempo: { port: 3200, what: 'Tempo, with the header X-Scope-OrgID: local' },
  pyroscope: { port: 4040, what: 'Pyroscope, with the header X-Scope-OrgID: local' },
};

type Service = { metadata: { name: string; namespace: string } };

/** Lines for a person. Components that were left out have none. */
export async function addresses(
  kubectl: Kubectl,
  cluster: Cluster,
  deployment: Deployment,
): Promise<string[]> {
  const services = await kubectl.list<Service>('services', '--all-namespaces');
  const there = (name: string) =>
    services.some(({ metadata }) => metadata.name === name && metadata.namespace === name);
  const use = 'kubectl';
  const lines = Object.entries(ports)
    .filter(([name]) => there(name))
    .flatMap(([name, { port, what }]) => [
      `${what}: http://localhost:${port} while this runs:`,
      `  ${use} -n ${name} port-forward service/${name} ${port}`,
    ]);
  const password = [
    "Grafana's password:",
    `  ${use} -n grafana get secret grafana-admin -o go-template='{{index .data "admin-password" | base64decode}}'`,
  ];
  const omitted = deployment.omitted.map(({ component }) => component);
  return [
    `export KUBECONFIG=${cluster.kubeconfig}`,
    ...lines,
    ...(there('grafana') ? password : []),
    ...(omitted.length > 0 ? [`Left out, because there is no image: ${omitted.join(', ')}`] : []),
    'To change something: commit it, then `npm run up` again.',
  ];
}
