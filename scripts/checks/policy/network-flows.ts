// Pods talk to whom the configuration names, and to nobody else.
import type { Finding } from '../../lib/findings/finding.ts';
import { declaredFlows, type Flow } from '../../lib/kubernetes/flows.ts';
import { fields } from '../../lib/kubernetes/guards.ts';
import {
  admits,
  isIsolated,
  matchesPort,
  networkPolicies,
  rules,
  selects,
} from '../../lib/kubernetes/networkpolicy.ts';
import { egressValues, ingressValues, isOpen, namedNamespaces } from '../../lib/kubernetes/peers.ts';
import { podsOf } from '../../lib/kubernetes/pods.ts';
import { describe, type Resource } from '../../lib/kubernetes/resource.ts';
import type { PolicyCheck, RenderedApplication } from '../../lib/policy/types.ts';

type Problem = Omit<Finding, 'file' | 'environment' | 'application'> & { about: RenderedApplication };

type Network = {
  applications: RenderedApplication[];
  policies: Resource[];
  flows: Flow[];
  namespaces: string[];
};

/**
 * Every pod is denied what no NetworkPolicy admits; the policies admit each address of another namespace that the
 * configuration names, on both sides; and they admit nothing else from a namespace of this environment. A rule for a
 * namespace without an Application here is left alone when it names the namespace: a component that is off renders
 * nothing, and any other name was written into the values by a person. Rules that take namespaces by other labels, all
 * of them, or every address are open.
 */
export const networkFlows: PolicyCheck = ({ applications, environment }) => {
  const network = {
    applications,
    policies: networkPolicies(applications),
    flows: declaredFlows(applications),
    namespaces: applications.map(({ namespace }) => namespace),
  };
  const problems = [
    ...applications.flatMap((about) => [...openPods(about, network), ...openRules(about, network)]),
    ...network.flows.flatMap((flow) => denied(flow, network)),
    ...applications.flatMap((about) => undeclared(about, network)),
  ];
  const findings = problems.map(({ about, ...problem }): Finding => {
    return { ...problem, file: about.valuesFile, environment, application: about.name };
  });
  // An address stands in many places of one object.
  return [...Map.groupBy(findings, ({ path, reason }) => `${path} ${reason}`).values()].flatMap((same) =>
    same.slice(0, 1),
  );
};

function openPods(about: RenderedApplication, { policies }: Network): Problem[] {
  return podsOf(about).flatMap((pod) => {
    const open = (['Ingress', 'Egress'] as const).filter(
      (direction) => !isIsolated(policies, pod, direction),
    );
    if (open.length === 0) return [];
    const object = describe(pod.workload);
    return [
      {
        about,
        code: 'E_NETWORK_OPEN',
        path: 'spec.template.metadata.labels',
        object,
        reason: `No NetworkPolicy for ${open.join(' and ')} selects the pods of ${object}.`,
        fix: 'networkPolicy:\n  enabled: true',
      },
    ];
  });
}

function openRules(about: RenderedApplication, { flows, namespaces }: Network): Problem[] {
  return networkPolicies([about]).flatMap((policy) => {
    const open = (path: string, admitted: string, fix: string): Problem => {
      const object = describe(policy);
      return { about, code: 'E_NETWORK_OPEN', path, object, reason: `${object} admits ${admitted}.`, fix };
    };
    const ingressFix = `${ingressValues(about, flows, namespaces)}\n  extraIngress: []`;
    const ingress = (rules(policy, 'Ingress') ?? []).flatMap(({ peers, path }) =>
      peers
        ? peers.flatMap((peer, index) =>
            isOpen(peer)
              ? [open(`${path}.from[${index}]`, 'namespaces that it does not name', ingressFix)]
              : [],
          )
        : [open(path, 'connections from everywhere', ingressFix)],
    );
    const egress = (rules(policy, 'Egress') ?? [])
      .filter(({ peers, ports }) => !peers && !ports)
      .map(({ path }) => open(path, 'connections to everywhere', 'networkPolicy:\n  extraEgress: []'));
    return [...ingress, ...egress];
  });
}

function denied(flow: Flow, { policies, flows, namespaces }: Network): Problem[] {
  const { address, object, from, to, ports } = flow;
  const names = `${describe(object)} names ${address.address}`;
  const written = ports.map(({ port }) => port).join(' or ');
  const isDenied = (direction: 'Ingress' | 'Egress') =>
    ports.length > 0 && !ports.some((port) => admits(policies, direction, from, to, port));
  const ingress: Problem = {
    about: to.application,
    code: 'E_FLOW_DENIED',
    path: 'networkPolicy.ingress',
    reason: `${names}, but no ingress rule of ${describe(to.workload)} admits namespace ${from.namespace} on port ${written}.`,
    fix: ingressValues(to.application, flows, namespaces),
  };
  const egress: Problem = {
    about: from.application,
    code: 'E_FLOW_DENIED',
    path: 'networkPolicy.extraEgress',
    reason: `${names}, but no egress rule of ${describe(from.workload)} admits namespace ${to.namespace} on port ${written}.`,
    fix: egressValues(flow),
  };
  return [...(isDenied('Ingress') ? [ingress] : []), ...(isDenied('Egress') ? [egress] : [])];
}

function undeclared(about: RenderedApplication, { flows, namespaces }: Network): Problem[] {
  return networkPolicies([about]).flatMap((policy) =>
    (rules(policy, 'Ingress') ?? []).flatMap(({ peers = [], ports, path }) =>
      peers
        .flatMap((peer) => namedNamespaces(peer) ?? [])
        .filter((namespace) => namespace !== about.namespace && namespaces.includes(namespace))
        .flatMap((namespace) => {
          const own = flows.filter(({ from, to }) => from.namespace === namespace && selects(policy, to));
          const problem = (at: string, port: string): Problem => ({
            about,
            code: 'E_FLOW_UNDECLARED',
            path: at,
            object: describe(policy),
            reason: `${describe(policy)} admits namespace ${namespace} on ${port}, but nothing there names such an address.`,
            fix: ingressValues(about, flows, namespaces),
          });
          if (!ports) return [problem(path, 'every port')];
          return ports.flatMap((port, index) =>
            own.some((flow) => flow.ports.some((each) => matchesPort(port, flow.to, each)))
              ? []
              : [problem(`${path}.ports[${index}]`, `port ${fields(port).port}`)],
          );
        }),
    ),
  );
}
