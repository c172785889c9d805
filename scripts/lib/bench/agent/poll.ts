// Waits for something with a deadline.
import { setTimeout as sleep } from 'node:timers/promises';
import { StepError } from '../../process/run.ts';

const pollMilliseconds = 1000;

/** Asks until there is an answer. A question that fails is asked again: pods are replaced, and connections break. */
export async function poll<T>(
  what: string,
  seconds: number,
  ask: () => Promise<T | undefined>,
  every = pollMilliseconds,
): Promise<T> {
  const end = Date.now() + seconds * 1000;
  let problem = '';
  for (;;) {
    const answer = await ask().catch((error: Error) => {
      problem = `: ${error.message}`;
      return undefined;
    });
    if (answer !== undefined) return answer;
    if (Date.now() > end) throw new StepError(`not within ${seconds} s: ${what}${problem}`);
    await sleep(every);
  }
}
