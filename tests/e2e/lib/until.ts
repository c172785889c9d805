// Polls with a deadline. What was not reached in time fails with what was seen last, and a folder that says why.
import { setTimeout as sleep } from 'node:timers/promises';
import { saveDiagnosis } from './diagnosis.ts';

const pollMilliseconds = 2000;

/** The probe's answer: `done` ends the wait; `seen` is for the message. */
export type Probe<T> = { done: true; value: T } | { done: false; seen: unknown };

/** Asks until it is done. Throws at the deadline, and says where the diagnosis is. */
export async function until<T>(what: string, seconds: number, probe: () => Promise<Probe<T>>): Promise<T> {
  const end = Date.now() + seconds * 1000;
  let seen: unknown = 'nothing';
  do {
    const answer = await probe().catch((error: Error) => ({ done: false as const, seen: error.message }));
    if (answer.done) return answer.value;
    seen = answer.seen;
    await sleep(pollMilliseconds);
  } while (Date.now() < end);
  const text = typeof seen === 'string' ? seen : JSON.stringify(seen, null, 2);
  const folder = await saveDiagnosis(what, text);
  throw new Error(`not within ${seconds} s: ${what}\nseen last: ${text}\ndiagnosis: ${folder}`);
}

/** Asks until the value is the wanted one. */
export function untilEqual<T>(what: string, seconds: number, wanted: T, read: () => Promise<T>): Promise<T> {
  const same = JSON.stringify(wanted);
  return until(what, seconds, async () => {
    const value = await read();
    return JSON.stringify(value) === same ? { done: true, value } : { done: false, seen: value };
  });
}
