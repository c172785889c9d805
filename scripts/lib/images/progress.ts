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
  /** Since the start of the first one. */
  all: number;
};

type Start = { reference: string; n: number; of: number };

// What is done at once is not worth a line.
const patienceMilliseconds = 2_000;
const everyMilliseconds = 30_000;

/** One line: `image 3 of 12: grafana/loki:3.7.8: go build loki (1 of 1), 42 s (all: 130 s)`. */
export function progressLine({ reference, doing, n, of, seconds, all }: Progress): string {
  const whole = (value: number) => `${Math.round(value)} s`;
  return `image ${n} of ${of}: ${reference}: ${doing}, ${whole(seconds)} (all: ${whole(all)})`;
}

/** For one list of images; runs the work on one of them, reports what takes longer, and again that it is still done. */
export function createTicks(onProgress: (progress: Progress) => void) {
  const first = Date.now();
  return async <T>(
    start: Start,
    work: (doing: (what: string) => void) => Promise<T>,
  ): Promise<{ result: T; seconds: number }> => {
    const begin = Date.now();
    const since = (time: number) => (Date.now() - time) / 1000;
    let doing = '';
    let timer: NodeJS.Timeout | undefined;
    const tell = () => {
      onProgress({ ...start, doing, seconds: since(begin), all: since(first) });
      timer = setTimeout(tell, everyMilliseconds);
    };
    try {
      const result = await work((what) => {
        if (what === doing) return;
        doing = what;
        clearTimeout(timer);
        timer = setTimeout(tell, patienceMilliseconds);
      });
      return { result, seconds: since(begin) };
    } finally {
      clearTimeout(timer);
    }
  };
}
