// The flows that an environment declares: each address of another namespace that its pods are given.
import type { RenderedApplication } from '../policy/types.ts';
import { type Address, addresses } from './addresses.ts';
import { fields, list, text } from './guards.ts';
import type { Port } from './networkpolicy.ts';
import { objectIndex } from './objects.ts';
import { type Pod, podsOf, serves } from './pods.ts';
import { references } from './references.ts';
import type { Resource } from './resource.ts';

/** From the pods of one workload to those of another. */
export type Flow = {
  address: Address;
  /** The object that names the address. */
  object: Resource;
  from: Pod;
  to: Pod;
  /** Ports of the destination pod, one of which is meant: more than one when the address names none. */
  ports: Port[];
};

/** All declared flows between the Applications. */
export function declaredFlows(applications: RenderedApplication[]): Flow[] {
  const find = objectIndex(applications);
  const pods = applications.flatMap(podsOf);
  return applications.flatMap((application) =>
    application.resources.flatMap((object) => {
      const readers = readersOf(object, application);
      return addresses(object).flatMap((address) => {
        const service = find('Service', address.namespace, address.service);
        if (!service || address.namespace === application.namespace) return [];
        const targets = pods.filter((pod) => serves(service, address.namespace, pod));
        return readers.flatMap((from) =>
          targets.map((to) => ({ address, object, from, to, ports: targetPorts(service, address, to) })),
        );
      });
    }),
  );
}

// Addresses in other kinds (a ScaledObject, an Ingress) are used by controllers, not by the Application's pods.
function readersOf(object: Resource, application: RenderedApplication): Pod[] {
  const pods = podsOf(application);
  if (object.kind !== 'ConfigMap' && object.kind !== 'Secret') {
    return pods.filter(({ workload }) => workload === object);
  }
  const readers = pods.filter(({ workload }) =>
    references(workload).some(({ kind, name }) => kind === object.kind && name === object.metadata.name),
  );
  return readers.length > 0 ? readers : pods;
}

function targetPorts(service: Resource, address: Address, pod: Pod): Port[] {
  return list(fields(service.spec).ports)
    .map(fields)
    .filter(({ port }) => address.port === undefined || port === address.port)
    .flatMap(({ port, targetPort, protocol: written }) => {
      const protocol = text(written) || 'TCP';
      const named = pod.ports.find((each) => each.name === targetPort && each.protocol === protocol);
      const number = named?.port ?? (typeof targetPort === 'number' ? targetPort : port);
      return typeof number === 'number' ? [{ port: number, protocol }] : [];
    });
}
