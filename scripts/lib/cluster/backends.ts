// Asks the backends for what was stored, as a tenant.
import type { Cluster } from './cluster.ts';
import { forward } from './forward.ts';

const ports = { mimir: 8080, loki: 3100, tempo: 3200, pyroscope: 4040 };
export type Backend = keyof typeof ports;
export type Series = { metric: Record<string, string>; value: number };

/** What Mimir answers to an instant query. */
export async function queryMimir(cluster: Cluster, tenant: string, query: string): Promise<Series[]> {
  const path = `/prometheus/api/v1/query?query=${encodeURIComponent(query)}`;
  type Answer = { data: { result: { metric: Record<string, string>; value: [number, string] }[] } };
  const answer = await askBackend<Answer>(cluster, 'mimir', tenant, path);
  return answer.data.result.map(({ metric, value }) => ({ metric, value: Number(value[1]) }));
}

/** The JSON that a backend answers. A forward for each question: pods may have been replaced since the last one. */
export async function askBackend<T>(
  cluster: Cluster,
  backend: Backend,
  tenant: string,
  path: string,
): Promise<T> {
  const selector = `app.kubernetes.io/name=${backend}`;
  const { url, close } = await forward(cluster, backend, selector, ports[backend]);
  try {
    const headers = { 'X-Scope-OrgID': tenant, Accept: 'application/json' };
    const response = await fetch(`${url}${path}`, { headers, signal: AbortSignal.timeout(20_000) });
    const text = await response.text();
    if (!response.ok) throw new Error(`${backend} answers ${response.status}: ${text.slice(0, 400)}`);
    return JSON.parse(text) as T;
  } finally {
    close();
  }
}
