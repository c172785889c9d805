// Downloads one file over HTTP.

/** The file's bytes, or why there are none and whether the host gave no answer at all. */
export type Download =
  | { readonly bytes: Buffer }
  | { readonly failure: string; readonly unreachable: boolean };

const timeoutSeconds = 20;

/** Downloads a file; never throws for a network or HTTP failure. */
export async function download(url: string): Promise<Download> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(timeoutSeconds * 1000) });
    if (response.ok) return { bytes: Buffer.from(await response.arrayBuffer()) };
    await response.body?.cancel();
    return { failure: `HTTP status ${response.status}`, unreachable: false };
  } catch (error) {
    return { failure: reason(error), unreachable: true };
  }
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `no answer within ${timeoutSeconds} s`;
  const { cause } = error;
  if (!(cause instanceof Error)) return error.message;
  return `no connection (${'code' in cause ? cause.code : cause.message})`;
}
