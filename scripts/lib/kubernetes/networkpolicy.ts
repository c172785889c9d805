// What NetworkPolicies admit between pods of one cluster. `ipBlock` never matches a pod here: addresses of
// pods are not known before they run.
import { fields, list, text } from './guards.ts';
import { namespaceOf, type Rendered } from './objects.ts';
import type { Pod } from './pods.ts';
import type { Resource } from './resource.ts';
import { matchesSelector } from './selectors.ts';

export type Direction = 'Ingress' | 'Egress';

/** A port of a destination pod. */
export type Port = { port: number; protocol: string };

/** A rule of `spec.ingress` or `spec.egress`. Without `peers` it holds for all, without `ports` for every port. */
export type Rule = { peers?: unknown[]; ports?: unknown[]; path: string };

/** The NetworkPolicies of Applications, each with its namespace written out. */
export function networkPolicies(applications: Rendered[]): Resource[] {
  return applications.flatMap((application) =>
    application.resources
      .filter(({ kind }) => kind === 'NetworkPolicy')
      .map((policy) => ({
        ...policy,
        metadata: { ...policy.metadata, namespace: namespaceOf(policy, application) },
      })),
  );
}

/** The rules of a policy in one direction; undefined when the policy says nothing about that direction. */
export function rules(policy: Resource, direction: Direction): Rule[] | undefined {
  const spec = fields(policy.spec);
  const [key, peerKey] = direction === 'Ingress' ? ['ingress', 'from'] : ['egress', 'to'];
  const types = list(spec.policyTypes).length > 0 ? list(spec.policyTypes) : defaultTypes(spec);
  if (!types.includes(direction)) return undefined;
  return list(spec[key]).map((rule, index) => {
    const peers = list(fields(rule)[peerKey]);
    const ports = list(fields(rule).ports);
    return {
      path: `spec.${key}[${index}]`,
      ...(peers.length > 0 && { peers }),
      ...(ports.length > 0 && { ports }),
    };
  });
}

/** Whether a policy selects the pod. */
export function selects(policy: Resource, pod: Pod): boolean {
  return (
    policy.metadata.namespace === pod.namespace &&
    matchesSelector(fields(policy.spec).podSelector, pod.labels)
  );
}

/** Whether the pod is denied in this direction all that no policy admits. */
export function isIsolated(policies: Resource[], pod: Pod, direction: Direction): boolean {
  return policies.some((policy) => selects(policy, pod) && rules(policy, direction));
}

/** Whether the policies of one side let `from` connect to a port of `to`. Both sides must. */
export function admits(policies: Resource[], direction: Direction, from: Pod, to: Pod, port: Port): boolean {
  const [subject, peer] = direction === 'Ingress' ? [to, from] : [from, to];
  if (!isIsolated(policies, subject, direction)) return true;
  return policies
    .filter((policy) => selects(policy, subject))
    .some((policy) =>
      (rules(policy, direction) ?? []).some(
        ({ peers, ports }) =>
          (!peers || peers.some((each) => matchesPeer(each, policy, peer))) &&
          (!ports || ports.some((each) => matchesPort(each, to, port))),
      ),
    );
}

/** Whether a peer of a rule is this pod. */
export function matchesPeer(peer: unknown, policy: Resource, pod: Pod): boolean {
  const { podSelector, namespaceSelector, ipBlock } = fields(peer);
  if (ipBlock || (!podSelector && !namespaceSelector)) return false;
  const inNamespace = namespaceSelector
    ? matchesSelector(namespaceSelector, pod.namespaceLabels)
    : policy.metadata.namespace === pod.namespace;
  return inNamespace && matchesSelector(podSelector, pod.labels);
}

/** Whether a port of a rule is this port of the destination pod. */
export function matchesPort(rulePort: unknown, pod: Pod, { port, protocol }: Port): boolean {
  const rule = fields(rulePort);
  if ((text(rule.protocol) || 'TCP') !== protocol) return false;
  if (rule.port === undefined) return true;
  if (typeof rule.port === 'number') {
    return typeof rule.endPort === 'number' ? rule.port <= port && port <= rule.endPort : rule.port === port;
  }
  return pod.ports.some(
    (each) => each.name === rule.port && each.port === port && each.protocol === protocol,
  );
}

function defaultTypes(spec: Record<string, unknown>): Direction[] {
  return list(spec.egress).length > 0 ? ['Ingress', 'Egress'] : ['Ingress'];
}
