// Every address inside the cluster leads somewhere.
import type { Finding } from '../../lib/findings/finding.ts';
import { type Address, addresses, bareAddresses } from '../../lib/kubernetes/addresses.ts';
import { fields, list } from '../../lib/kubernetes/guards.ts';
import { componentTable, namespaceOf, objectIndex } from '../../lib/kubernetes/objects.ts';
import { describe, type Resource } from '../../lib/kubernetes/resource.ts';
import type { PolicyCheck, PolicyInput, RenderedApplication } from '../../lib/policy/types.ts';

type Problem = Pick<Finding, 'code' | 'file' | 'reason' | 'fix'>;

// Services that every cluster has.
const BUILT_IN = ['kubernetes.default', 'kube-dns.kube-system'];

/**
 * Every in-cluster address in rendered texts names a Service of this environment, or one of `external.addresses`, and
 * a port of it. Addresses of other namespaces are written with `.svc`: the short form depends on the search list of
 * the pod's resolver, and neither this check nor the NetworkPolicies of the charts know it.
 */
export const addressesResolve: PolicyCheck = (input) => {
  const find = objectIndex(input.applications);
  const namespaces = input.applications.map(({ namespace }) => namespace);
  return input.applications.flatMap((application) => {
    const findings = application.resources.flatMap((resource) => {
      const own = namespaceOf(resource, application);
      const others = namespaces.filter((namespace) => namespace !== own);
      const report = (address: Address, problem: Problem): Finding => ({
        path: address.path,
        object: describe(resource),
        environment: input.environment,
        application: application.name,
        ...problem,
      });
      return [
        ...addresses(resource).flatMap((address) => {
          const problem = unresolved(
            address,
            find('Service', address.namespace, address.service),
            application,
            input,
          );
          return problem ? [report(address, problem)] : [];
        }),
        ...bareAddresses(resource, others).map((address) =>
          report(address, notQualified(address, application)),
        ),
      ];
    });
    // The same address stands in many places, and is one mistake.
    return findings.filter(
      ({ reason }, index) => findings.findIndex((finding) => finding.reason === reason) === index,
    );
  });
};

function unresolved(
  address: Address,
  service: Resource | undefined,
  application: RenderedApplication,
  input: PolicyInput,
): Problem | undefined {
  const { port } = address;
  if (isKnown(address, input)) return undefined;
  if (!service) return missing(address, input);
  const ports = list(fields(service.spec).ports).map((each) => fields(each).port);
  // A Service of type ExternalName may list no port: any is forwarded.
  if (port === undefined || ports.length === 0 || ports.includes(port)) return undefined;
  const correct = `${hostOf(address)}:${ports[0]}`;
  return {
    code: 'E_ADDRESS_UNRESOLVED',
    file: application.valuesFile,
    reason: `${address.address} means port ${port}, but ${describe(service)} has ${ports.join(', ')}.`,
    fix: corrected(address, correct),
  };
}

// The component of that namespace is off here, or the Service is someone else's.
function missing({ address, service, namespace }: Address, input: PolicyInput): Problem {
  const { environment, applications, argocd } = input;
  const code = 'E_ADDRESS_UNRESOLVED';
  const named = `${address} names Service ${namespace}/${service}`;
  const there = componentTable(argocd).filter((each) => each.namespace === namespace);
  const component = there.find(({ name }) => name === service) ?? there[0];
  if (component && !applications.some((each) => each.component === component.name)) {
    return {
      code,
      file: `environments/${environment}/${component.name}.yaml`,
      reason: `${named}, but component ${component.name} is off in this environment.`,
      fix: '# A component is on when its file is there.\n{}',
    };
  }
  return {
    code,
    file: `environments/${environment}/environment.yaml`,
    reason: `${named}, which this environment neither renders nor declares in external.addresses.`,
    fix: `external:\n  addresses:\n    - ${address}`,
  };
}

function notQualified(address: Address, application: RenderedApplication): Problem {
  const qualified = `${hostOf(address)}.svc.cluster.local:${address.port}`;
  return {
    code: 'E_ADDRESS_NOT_QUALIFIED',
    file: application.valuesFile,
    reason: `${address.address} is an address of another namespace without .svc.cluster.local.`,
    fix: corrected(address, qualified),
  };
}

function isKnown({ service, namespace, address }: Address, { settings }: PolicyInput): boolean {
  const short = (written: string) => written.replace(/\.svc(\.cluster\.local)?\.?(?=:|$)/, '');
  const names = (settings.external?.addresses ?? []).map(short);
  const name = short(address);
  return (
    BUILT_IN.includes(`${service}.${namespace}`) ||
    names.some((each) => each === name || each === name.split(':')[0])
  );
}

function hostOf({ address }: Address): string {
  return address.split(':')[0] ?? address;
}

// The line as it must read. The text of a variable or argument is a line by itself and gets its key back.
function corrected({ line, path, address }: Address, replacement: string): string {
  const fixed = line.replace(address, replacement);
  if (/^(- |[\w.-]+: )/.test(line)) return fixed;
  return path.endsWith(']') ? `- ${fixed}` : `${path.split('.').at(-1)}: ${fixed}`;
}
