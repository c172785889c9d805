// Waits until every wave is synced and healthy, and shows what moves.
import { setTimeout as sleep } from 'node:timers/promises';
import type { ApplicationState, State } from './state.ts';

export type Wanted = {
  /** Names of the Applications. */
  applications: string[];
  /** The commit that each must run. */
  commit: string;
};

export type Outcome = 'done' | 'failed' | 'timeout';
export type Waited = { outcome: Outcome; state: State };

const pollMilliseconds = 2000;

/** Polls until all is done, something failed for good, or the deadline. `show` gets one line per change. */
export async function waitForWaves(
  read: () => Promise<State>,
  wanted: Wanted,
  timeoutSeconds: number,
  show: (line: string) => void,
): Promise<Waited> {
  const start = Date.now();
  const shown = new Map<string, string>();
  for (;;) {
    const state = await read();
    const seconds = Math.round((Date.now() - start) / 1000);
    for (const application of state.applications) {
      const line = describeState(application, wanted);
      if (shown.get(application.name) !== line) show(`${`${seconds} s`.padStart(6)}  ${line}`);
      shown.set(application.name, line);
    }
    if (isDone(state, wanted)) return { outcome: 'done', state };
    if (state.errors.length > 0 || state.applications.some((application) => hasFailed(application, wanted)))
      return { outcome: 'failed', state };
    if (Date.now() - start > timeoutSeconds * 1000) return { outcome: 'timeout', state };
    await sleep(pollMilliseconds);
  }
}

/** Exactly the wanted Applications are there, each synced to the commit, healthy, and passed by the rollout. */
export function isDone({ applications }: State, wanted: Wanted): boolean {
  const names = new Set(applications.map(({ name }) => name));
  return (
    names.size === wanted.applications.length &&
    wanted.applications.every((name) => names.has(name)) &&
    applications.every((application) => runs(application, wanted) && application.rollout === 'Healthy')
  );
}

/** The Application is synced to the commit and healthy. */
export function runs({ sync, health, revision }: ApplicationState, { commit }: Wanted): boolean {
  return sync === 'Synced' && health === 'Healthy' && revision === commit;
}

// Argo CD has used up its retries: nothing will move again without a new commit.
function hasFailed(application: ApplicationState, { commit }: Wanted): boolean {
  const { operation, operationRevision, sync } = application;
  return /^(Failed|Error)$/.test(operation) && operationRevision === commit && sync !== 'Synced';
}

function describeState(application: ApplicationState, wanted: Wanted): string {
  const { wave, component, sync, health, operation, rollout } = application;
  const place = `${wave.padEnd(10)}  ${component.padEnd(14)}`;
  if (runs(application, wanted)) return `${place}  Synced, Healthy`;
  if (rollout === 'Waiting') return `${place}  waits for the waves before it`;
  const syncing = operation === 'Running' ? 'syncing' : sync;
  return `${place}  ${[syncing, health].filter(Boolean).join(', ') || 'new'}`;
}
