// Asks the backends for what was stored, under the environment's tenant.
import {
  askBackend,
  type Backend,
  queryMimir as queryMimirOf,
  type Series,
} from '../../../scripts/lib/cluster/backends.ts';
import { cluster, tenant } from './context.ts';

export type Line = { nanoseconds: bigint; text: string; labels: Record<string, string> };

/** What Mimir answers to an instant query. */
export function queryMimir(query: string): Promise<Series[]> {
  return queryMimirOf(cluster, tenant, query);
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

function get<T>(backend: Backend, path: string): Promise<T> {
  return askBackend<T>(cluster, backend, tenant, path);
}
