// Asks the backends for what was stored, under the environment's tenant.
import { tenant } from './context.ts';
import { forward } from './kubernetes.ts';

export type Series = { metric: Record<string, string>; value: number };
export type Line = { nanoseconds: bigint; text: string; labels: Record<string, string> };

const ports = { mimir: 8080, loki: 3100, tempo: 3200, pyroscope: 4040 };
type Backend = keyof typeof ports;

/** What Mimir answers to an instant query. */
export async function queryMimir(query: string): Promise<Series[]> {
  const path = `/prometheus/api/v1/query?query=${encodeURIComponent(query)}`;
  const answer = await get<{
    data: { result: { metric: Record<string, string>; value: [number, string] }[] };
  }>('mimir', path);
  return answer.data.result.map(({ metric, value }) => ({ metric, value: Number(value[1]) }));
}

/** Lines of the last hour in the order of their times, all streams together. */
export async function queryLoki(query: string, limit: number): Promise<Line[]> {
  const start = (BigInt(Date.now()) - 3_600_000n) * 1_000_000n;
  const path = `/loki/api/v1/query_range?query=${encodeURIComponent(query)}&limit=${limit}&direction=forward&start=${start}`;
  type Stream = { stream: Record<string, string>; values: [string, string][] };
  const answer = await get<{ data: { result: Stream[] } }>('loki', path);
  return answer.data.result
    .flatMap(({ stream, values }) =>
      values.map(([time, text]) => ({ nanoseconds: BigInt(time), text, labels: stream })),
    )
    .sort((a, b) => (a.nanoseconds < b.nanoseconds ? -1 : a.nanoseconds > b.nanoseconds ? 1 : 0));
}

/** Names of the spans of a trace; none when Tempo does not know it. */
export async function queryTempo(traceId: string): Promise<string[]> {
  type Spans = { name: string }[];
  type Batch = { scopeSpans?: { spans: Spans }[] };
  type Trace = { batches?: Batch[]; resourceSpans?: Batch[]; trace?: { resourceSpans?: Batch[] } };
  const answer = await get<Trace>('tempo', `/api/v2/traces/${traceId}`);
  const batches = answer.trace?.resourceSpans ?? answer.resourceSpans ?? answer.batches ?? [];
  return batches.flatMap(({ scopeSpans = [] }) =>
    scopeSpans.flatMap(({ spans }) => spans.map(({ name }) => name)),
  );
}

/** Total of the samples of a service's profile of the last hour. */
export async function queryPyroscope(query: string): Promise<number> {
  const path = `/pyroscope/render?query=${encodeURIComponent(query)}&from=now-1h&until=now&format=json`;
  const answer = await get<{ flamebearer?: { numTicks?: number } }>('pyroscope', path);
  return answer.flamebearer?.numTicks ?? 0;
}

// A forward for each question: the pods are replaced while tests run.
async function get<T>(backend: Backend, path: string): Promise<T> {
  const { url, close } = await forward(backend, `app.kubernetes.io/name=${backend}`, ports[backend]);
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
