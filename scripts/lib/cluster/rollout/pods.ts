// What is wrong with a pod, from its status.

type ContainerState = {
  waiting?: { reason?: string; message?: string };
  running?: object;
  terminated?: { reason?: string; exitCode?: number; message?: string };
};

type ContainerStatus = {
  name: string;
  ready: boolean;
  restartCount: number;
  state?: ContainerState;
  lastState?: ContainerState;
};

export type RawPod = {
  metadata: { name: string };
  status?: {
    phase?: string;
    conditions?: { type: string; status: string; reason?: string; message?: string }[];
    initContainerStatuses?: ContainerStatus[];
    containerStatuses?: ContainerStatus[];
  };
};

export type PodProblem = {
  pod: string;
  container?: string;
  reason: string;
  /** The container ran at least once: it has a log. */
  started: boolean;
  /** What ran before has ended: its log says why. */
  crashed: boolean;
};

/** The first problem of a pod; nothing when it is ready or has done its work. */
export function podProblem({ metadata, status = {} }: RawPod): PodProblem | undefined {
  const { phase, conditions = [], initContainerStatuses = [], containerStatuses = [] } = status;
  if (phase === 'Succeeded') return undefined;
  const init = initContainerStatuses.find(({ state }) => state?.terminated?.exitCode !== 0);
  const container = init ?? containerStatuses.find(({ ready }) => !ready);
  if (container) return { pod: metadata.name, ...containerProblem(container) };
  const condition = conditions.find(
    ({ type, status }) => /^(PodScheduled|Ready)$/.test(type) && status !== 'True',
  );
  if (!condition) return undefined;
  const { type, reason, message } = condition;
  const words = [`not ${type === 'PodScheduled' ? 'scheduled' : 'ready'}`, reason, message].filter(Boolean);
  return { pod: metadata.name, reason: words.join(': '), started: false, crashed: false };
}

function containerProblem({ name, restartCount, state = {}, lastState = {} }: ContainerStatus) {
  const ended = state.terminated ?? lastState.terminated;
  const now = state.waiting
    ? [state.waiting.reason, state.waiting.message]
    : state.terminated
      ? ['ended', state.terminated.reason, state.terminated.message]
      : ['runs, but is not ready'];
  const last = ended ? [`last exit code ${ended.exitCode}${ended.reason ? ` (${ended.reason})` : ''}`] : [];
  const restarts = restartCount > 0 ? [`${restartCount} restarts`] : [];
  return {
    container: name,
    reason: [now.filter(Boolean).join(': '), ...last, ...restarts].join(', '),
    started: Boolean(state.running ?? ended),
    crashed: restartCount > 0 && !state.running,
  };
}
