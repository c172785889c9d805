// Which namespaces the peers of rules admit, and the values that admit just what is needed.
import type { RenderedApplication } from '../policy/types.ts';
import type { Flow } from './flows.ts';
import { fields, list, text } from './guards.ts';
import { networkPolicies, rules } from './networkpolicy.ts';

const NAME_LABEL = 'kubernetes.io/metadata.name';

/** The namespaces that a peer names one by one; undefined when it takes them by other labels, or all. */
export function namedNamespaces(peer: unknown): string[] | undefined {
  const { matchLabels, matchExpressions } = fields(fields(peer).namespaceSelector);
  const name = text(fields(matchLabels)[NAME_LABEL]);
  if (name) return [name];
  const byName = list(matchExpressions)
    .map(fields)
    .find(({ key, operator }) => key === NAME_LABEL && operator === 'In');
  return byName && list(byName.values).map(text);
}

/** Whether a peer admits namespaces that it does not name, or every address. */
export function isOpen(peer: unknown): boolean {
  const { namespaceSelector, ipBlock } = fields(peer);
  if (ipBlock) return text(fields(ipBlock).cidr).endsWith('/0');
  return namespaceSelector !== undefined && namespaceSelector !== null && !namedNamespaces(peer);
}

/**
 * `networkPolicy.ingress` of an Application: what its rules admit of namespaces without an Application here (their
 * component is off, or they are another team's), and each flow that is declared.
 */
export function ingressValues(
  application: RenderedApplication,
  flows: Flow[],
  environmentNamespaces: string[],
): string {
  const needed = flows
    .filter(({ to }) => to.application === application)
    .flatMap(({ from, ports }) => ports.map(({ port }) => ({ namespace: from.namespace, port })));
  const kept = admitted(application).filter(({ namespace }) => !environmentNamespaces.includes(namespace));
  const byNamespace = Map.groupBy([...kept, ...needed], ({ namespace }) => namespace);
  const entries = [...byNamespace].map(([namespace, all]) => {
    const ports = [...new Set(all.map(({ port }) => port))].sort((a, b) => a - b);
    return `\n    - namespace: ${namespace}\n      ports: [${ports.join(', ')}]`;
  });
  return `networkPolicy:\n  ingress:${entries.length > 0 ? entries.join('') : ' []'}`;
}

/** `networkPolicy.extraEgress` that admits a flow. */
export function egressValues({ to, ports }: Flow): string {
  const peer = `namespaceSelector:\n            matchLabels:\n              kubernetes.io/metadata.name: ${to.namespace}`;
  const lines = ports.map(
    ({ port, protocol }) => `\n        - port: ${port}\n          protocol: ${protocol}`,
  );
  return `networkPolicy:\n  extraEgress:\n    - to:\n        - ${peer}\n      ports:${lines.join('')}`;
}

function admitted(application: RenderedApplication): { namespace: string; port: number }[] {
  return networkPolicies([application])
    .flatMap((policy) => rules(policy, 'Ingress') ?? [])
    .flatMap(({ peers = [], ports = [] }) => {
      const numbers = ports.map((each) => fields(each).port).filter((port) => typeof port === 'number');
      return peers
        .flatMap((peer) => namedNamespaces(peer) ?? [])
        .flatMap((namespace) => numbers.map((port) => ({ namespace, port })));
    });
}
