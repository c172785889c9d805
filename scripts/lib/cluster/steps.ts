// The numbered steps of a long command, each with the seconds that it took.

export type Steps = {
  /** Runs one step. What it returns as `says` is shown on its line. */
  step: <T>(title: string, work: (note: (line: string) => void) => Promise<T>) => Promise<T>;
};

/** Steps of a command; `write` gets whole lines. */
export function steps(total: number, write: (line: string) => void): Steps {
  let number = 0;
  return {
    async step(title, work) {
      number += 1;
      const start = Date.now();
      const seconds = () => `${((Date.now() - start) / 1000).toFixed(1)} s`;
      write(`[${number}/${total}] ${title} …`);
      try {
        const result = await work((line) => write(`      ${line}`));
        write(`[${number}/${total}] ${title}: ${seconds()}`);
        return result;
      } catch (error) {
        write(`[${number}/${total}] ${title}: FAILED after ${seconds()}`);
        throw error;
      }
    },
  };
}
