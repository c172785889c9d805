// Progress over a list of images.

export type Progress = {
  /** The image. */
  reference: string;
  /** What is done with it: `pull`, `go build loki (1 of 1)`. */
  doing: string;
  n: number;
  of: number;
  /** Since the start of this image. */
  seconds: number;
};

const everyMilliseconds = 15_000;

/** One line: `image 3 of 12: grafana/loki:3.7.8: go build loki (1 of 1), 42 s`. */
export function progressLine({ reference, doing, n, of, seconds }: Progress): string {
  return `image ${n} of ${of}: ${reference}: ${doing}, ${Math.round(seconds)} s`;
}

/** Reports when something else is done, and that it is still done. */
export async function withTicks<T>(
  start: Omit<Progress, 'doing' | 'seconds'>,
  onProgress: (progress: Progress) => void,
  work: (doing: (what: string) => void) => Promise<T>,
): Promise<{ result: T; seconds: number }> {
  const begin = Date.now();
  const seconds = () => (Date.now() - begin) / 1000;
  let doing = '';
  const tell = () => doing && onProgress({ ...start, doing, seconds: seconds() });
  const timer = setInterval(tell, everyMilliseconds);
  try {
    const result = await work((what) => {
      doing = what;
      tell();
    });
    return { result, seconds: seconds() };
  } finally {
    clearInterval(timer);
  }
}
