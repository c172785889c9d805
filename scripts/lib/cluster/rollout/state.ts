// What Argo CD says about the environment's Applications.
import type { Kubectl } from '../kubectl.ts';

export type ApplicationState = {
  name: string;
  component: string;
  wave: string;
  namespace: string;
  /** `Synced`, `OutOfSync`, `Unknown`; empty before the first comparison. */
  sync: string;
  /** `Healthy`, `Progressing`, `Degraded`, `Missing`, … */
  health: string;
  /** Commit that was compared. */
  revision: string;
  /** `Running`, `Succeeded`, `Failed`, `Error`; empty when nothing was synced yet. */
  operation: string;
  /** Commit of that operation. */
  operationRevision: string;
  message: string;
  /** In the rollout: `Waiting`, `Pending`, `Progressing`, `Healthy`; empty when progressive syncs are off. */
  rollout: string;
  conditions: string[];
  /** Objects that are not healthy or not synced: `StatefulSet mimir: Progressing, Waiting for …`. */
  unhealthy: string[];
};

export type State = {
  applications: ApplicationState[];
  /** Messages of the ApplicationSet's conditions that report a failure. */
  errors: string[];
};

type RawResource = {
  kind: string;
  name: string;
  status?: string;
  health?: { status?: string; message?: string };
};

export type RawApplication = {
  metadata: { name: string; labels?: Record<string, string> };
  spec: { destination: { namespace?: string } };
  operation?: object;
  status?: {
    sync?: { status?: string; revision?: string };
    health?: { status?: string };
    operationState?: { phase?: string; message?: string; syncResult?: { revision?: string } };
    conditions?: { type: string; message: string }[];
    resources?: RawResource[];
  };
};

export type RawApplicationSet = {
  status?: {
    applicationStatus?: { application: string; status: string; step?: string }[];
    conditions?: { type: string; status: string; message?: string }[];
  };
};

/** Reads the state of the environment from the cluster. */
export async function readState(kubectl: Kubectl, environment: string): Promise<State> {
  const [applications, sets] = await Promise.all([
    kubectl.list<RawApplication>(
      'applications.argoproj.io',
      '-n',
      'argocd',
      '-l',
      `environment=${environment}`,
    ),
    kubectl.list<RawApplicationSet>(
      'applicationsets.argoproj.io',
      '-n',
      'argocd',
      `${environment}-observability`,
    ),
  ]);
  return stateOf(applications, sets[0] ?? {});
}

/** The state from the objects as they are in the cluster. */
export function stateOf(applications: RawApplication[], set: RawApplicationSet): State {
  const rollout = new Map(
    set.status?.applicationStatus?.map(({ application, status }) => [application, status]),
  );
  const failed = (set.status?.conditions ?? []).filter(
    ({ type, status }) =>
      (type === 'ErrorOccurred' && status === 'True') ||
      (type === 'InvalidRolloutConfig' && status === 'True'),
  );
  return {
    applications: applications.map((application) => applicationState(application, rollout)),
    errors: failed.map(({ type, message }) => `${type}: ${message ?? ''}`),
  };
}

function applicationState(
  { metadata, spec, operation, status = {} }: RawApplication,
  rollout: Map<string, string>,
): ApplicationState {
  const { operationState } = status;
  return {
    name: metadata.name,
    component: metadata.labels?.component ?? '',
    wave: metadata.labels?.wave ?? '',
    namespace: spec.destination.namespace ?? '',
    sync: status.sync?.status ?? '',
    health: status.health?.status ?? '',
    revision: status.sync?.revision ?? '',
    operation: operation ? 'Running' : (operationState?.phase ?? ''),
    operationRevision: operationState?.syncResult?.revision ?? '',
    message: operationState?.message ?? '',
    rollout: rollout.get(metadata.name) ?? '',
    conditions: (status.conditions ?? []).map(({ type, message }) => `${type}: ${message}`),
    unhealthy: (status.resources ?? []).filter(isUnhealthy).map(describeResource),
  };
}

const isUnhealthy = ({ status, health }: RawResource) =>
  (health?.status !== undefined && health.status !== 'Healthy') ||
  (status !== undefined && status !== 'Synced');

const describeResource = ({ kind, name, status, health }: RawResource) =>
  `${kind} ${name}: ${[status, health?.status, health?.message].filter(Boolean).join(', ')}`;
