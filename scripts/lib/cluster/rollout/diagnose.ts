// Why an Application is not healthy: which pod, its events, its last log lines.
import type { Kubectl } from '../kubectl.ts';
import { type PodProblem, podProblem, type RawPod } from './pods.ts';
import type { ApplicationState, State } from './state.ts';
import { runs, type Wanted } from './wait.ts';

type RawEvent = {
  type: string;
  reason: string;
  message: string;
  lastTimestamp?: string;
  involvedObject: { kind: string; name: string };
};

const logLines = 12;
const maxEvents = 5;
const maxLine = 400;

/** The whole text for a person: the Applications that stopped the rollout, and what their pods say. */
export async function diagnosis(kubectl: Kubectl, state: State, wanted: Wanted): Promise<string> {
  const parts = state.errors.map((error) => `ApplicationSet: ${error}`);
  const there = new Set(state.applications.map(({ name }) => name));
  const missing = wanted.applications.filter((name) => !there.has(name));
  if (missing.length > 0) parts.push(`not generated: ${missing.join(', ')}`);
  if (state.applications.length > 0 && state.applications.every(({ rollout }) => rollout === ''))
    parts.push(
      'The ApplicationSet has no applicationStatus: progressive syncs are off, or its controller is down.',
    );
  const open = state.applications.filter((application) => !runs(application, wanted));
  for (const application of open.filter(({ rollout }) => rollout !== 'Waiting'))
    parts.push(await describeApplication(kubectl, application));
  const waiting = open.filter(({ rollout }) => rollout === 'Waiting').map(({ name }) => name);
  if (waiting.length > 0) parts.push(`wait for the waves before them: ${waiting.join(', ')}`);
  return parts.join('\n\n');
}

async function describeApplication(kubectl: Kubectl, application: ApplicationState): Promise<string> {
  const { name, wave, namespace, sync, health, message, conditions, unhealthy } = application;
  return [
    `${name} (wave ${wave}) is ${sync || 'not compared'}, ${health || 'without health'}`,
    ...(message ? [`  operation: ${message}`] : []),
    ...[...conditions, ...unhealthy].map((line) => `  ${line}`),
    ...(await describeNamespace(kubectl, namespace)),
  ].join('\n');
}

/** The pods of a namespace that are not ready, with their events and last log lines. */
export async function describeNamespace(kubectl: Kubectl, namespace: string): Promise<string[]> {
  const [pods, events] = await Promise.all([
    kubectl.list<RawPod>('pods', '-n', namespace),
    kubectl.list<RawEvent>('events', '-n', namespace),
  ]);
  const problems = pods.map(podProblem).filter((problem) => problem !== undefined);
  if (problems.length === 0) return warnings(events).map((line) => `  event: ${line}`);
  return Promise.all(problems.map((problem) => describePod(kubectl, namespace, problem, events)));
}

/** Deletes the pods that have crashed, so that they start now and not after a back-off of minutes. */
export async function retryCrashed(kubectl: Kubectl, namespace: string): Promise<void> {
  const pods = await kubectl.list<RawPod>('pods', '-n', namespace);
  const crashed = pods.flatMap((pod) => (podProblem(pod)?.crashed ? [pod.metadata.name] : []));
  if (crashed.length > 0) await kubectl.try(['-n', namespace, 'delete', 'pod', ...crashed]);
}

async function describePod(kubectl: Kubectl, namespace: string, problem: PodProblem, events: RawEvent[]) {
  const { pod, container, reason, started, crashed } = problem;
  const own = events.filter(({ involvedObject }) => involvedObject.name === pod);
  const log = started && container ? await lastLog(kubectl, namespace, pod, container, crashed) : [];
  return [
    `  pod ${namespace}/${pod}${container ? `, container ${container}` : ''}: ${reason}`,
    ...warnings(own).map((line) => `    event: ${line}`),
    ...log.map((line) => `    log: ${line}`),
  ].join('\n');
}

async function lastLog(
  kubectl: Kubectl,
  namespace: string,
  pod: string,
  container: string,
  crashed: boolean,
) {
  const args = ['-n', namespace, 'logs', pod, '-c', container, `--tail=${logLines}`];
  const previous = crashed ? await kubectl.try([...args, '--previous']) : undefined;
  const { stdout } = previous?.stdout ? previous : await kubectl.try(args);
  const lines = stdout.trim().split('\n').filter(Boolean);
  return lines.map((line) => (line.length > maxLine ? `${line.slice(0, maxLine)} …` : line));
}

function warnings(events: RawEvent[]): string[] {
  return events
    .filter(({ type }) => type === 'Warning')
    .sort((a, b) => (a.lastTimestamp ?? '').localeCompare(b.lastTimestamp ?? ''))
    .slice(-maxEvents)
    .map(
      ({ reason, message, involvedObject }) =>
        `${involvedObject.kind} ${involvedObject.name}: ${reason}: ${message}`,
    );
}
