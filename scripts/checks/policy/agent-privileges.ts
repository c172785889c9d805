import { type Fields, fields, list, text } from '../../lib/kubernetes/guards.ts';
import { namespaceOf } from '../../lib/kubernetes/objects.ts';
import { type Container, containers, type Workload, workloads } from '../../lib/kubernetes/podspec.ts';
import {
  AGENT_NAMESPACE,
  AGENT_PRIVILEGES,
  type AgentPrivileges,
} from '../../lib/policy/agent-privileges.ts';
import { inline } from '../../lib/policy/breach.ts';
import type { PolicyCheck } from '../../lib/policy/types.ts';
import {
  containerTitle,
  containerValues,
  type Violation,
  violationFinding,
} from '../../lib/policy/violation.ts';

/**
 * A workload of namespace agent has the privileges that the table in scripts/lib/policy/agent-privileges.ts lists for it,
 * and no other: these are the pods on every node that an intruder would want, so each privilege has a reason that someone
 * wrote down.
 */
export const agentPrivileges: PolicyCheck = (input) =>
  input.applications.flatMap((application) =>
    workloads(application.resources)
      .filter(({ resource }) => namespaceOf(resource, application) === AGENT_NAMESPACE)
      .flatMap((workload) => {
        const { resource } = workload;
        const { name } = resource.metadata;
        return violations(workload, { name, ...(AGENT_PRIVILEGES[name] ?? nothing) }).map((violation) =>
          violationFinding('E_AGENT_PRIVILEGE', { input, application, resource }, violation),
        );
      }),
  );

const TABLE = 'scripts/lib/policy/agent-privileges.ts';

type Owner = AgentPrivileges & { name: string };

const nothing: AgentPrivileges = { capabilities: [], hostPaths: [] };

function violations(workload: Workload, owner: Owner): Violation[] {
  const { podSpec, path } = workload;
  const all = containers(podSpec, path);
  // Of Linux' fields Kubernetes refuses each in such a pod.
  const contexts =
    fields(podSpec.os).name === 'windows'
      ? [
          ...hostProcess(fields(podSpec.securityContext), `${path}.securityContext`, owner),
          ...all.flatMap(({ container, path: at }) =>
            hostProcess(fields(container.securityContext), `${at}.securityContext`, owner),
          ),
        ]
      : all.flatMap((container) => contextViolations(container, owner));
  return [...hostNamespaces(workload, owner), ...hostPaths(workload, owner), ...contexts];
}

function hostNamespaces({ podSpec, path }: Workload, owner: Owner): Violation[] {
  const what: Record<string, string> = {
    hostNetwork: 'shares the network of its node',
    hostIPC: 'shares the memory of processes of its node',
    hostPID: 'sees all processes of its node',
  };
  return Object.keys(what)
    .filter((field) => podSpec[field] === true && !(field in owner))
    .map((field) => ({
      path: `${path}.${field}`,
      reason: `${owner.name} ${what[field]}: ${field} is true, and ${TABLE} does not list that for it.`,
      fix: { [field]: false },
      inChart: true,
    }));
}

function hostProcess(context: Fields, path: string, owner: Owner): Violation[] {
  if (fields(context.windowsOptions).hostProcess !== true || owner.hostProcess !== undefined) return [];
  return [
    {
      path: `${path}.windowsOptions.hostProcess`,
      reason: `${owner.name} runs on its Windows node itself: hostProcess is true, and ${TABLE} does not list that for it.`,
      fix: { windowsOptions: { hostProcess: false } },
      inChart: true,
    },
  ];
}

function hostPaths({ podSpec, path }: Workload, owner: Owner): Violation[] {
  return list(podSpec.volumes).flatMap((volume, index) => {
    const { name, hostPath } = fields(volume);
    if (!hostPath) return [];
    const folder = text(fields(hostPath).path);
    const entry = owner.hostPaths.find((each) => each.hostPath === folder);
    if (entry) return entry.writable ? [] : writableMounts({ podSpec, path }, text(name), folder);
    return [
      {
        path: `${path}.volumes[${index}].hostPath`,
        reason: `${owner.name} mounts the node's ${folder}, which ${TABLE} does not list for it.`,
        fix: { extraVolumes: [{ name, emptyDir: {} }] },
      },
    ];
  });
}

function writableMounts(
  { podSpec, path }: Pick<Workload, 'podSpec' | 'path'>,
  name: string,
  folder: string,
): Violation[] {
  return containers(podSpec, path).flatMap((container) =>
    list(container.container.volumeMounts).flatMap((mount, index) => {
      if (fields(mount).name !== name || fields(mount).readOnly === true) return [];
      const volumeMounts = [{ ...fields(mount), readOnly: true }];
      return [
        {
          path: `${container.path}.volumeMounts[${index}].readOnly`,
          reason: `${containerTitle(container)} may write to the node's ${folder}, which ${TABLE} lists as read-only.`,
          ...(container.init
            ? { fix: containerValues(container, { volumeMounts }) }
            : { fix: { volumeMounts }, inChart: true }),
        },
      ];
    }),
  );
}

function contextViolations(container: Container, { capabilities, name }: Owner): Violation[] {
  const context = fields(container.container.securityContext);
  const { add, drop } = fields(context.capabilities);
  const listed = list(add).filter((each) => capabilities.some(({ capability }) => capability === each));
  const unlisted = list(add).filter((each) => !listed.includes(each));
  const violation = (field: string, reason: string, securityContext: Record<string, unknown>): Violation => ({
    path: `${container.path}.securityContext.${field}`,
    reason: `${containerTitle(container)} ${reason}.`,
    fix: containerValues(container, { securityContext }),
  });
  return [
    context.privileged === true &&
      violation('privileged', 'is privileged, which is more than any capability', { privileged: false }),
    context.readOnlyRootFilesystem !== true &&
      violation('readOnlyRootFilesystem', 'may write to its root file system', {
        readOnlyRootFilesystem: true,
      }),
    !list(drop).includes('ALL') &&
      violation('capabilities.drop', 'keeps default capabilities that nobody gave a reason for', {
        capabilities: { drop: ['ALL'] },
      }),
    unlisted.length > 0 &&
      violation(
        'capabilities.add',
        `adds the capabilities ${inline(unlisted)}, which ${TABLE} does not list for ${name}`,
        {
          capabilities: { add: listed },
        },
      ),
  ].filter((each) => each !== false);
}
