import { fields, list, text } from '../../lib/kubernetes/guards.ts';
import { type Container, containers, workloads } from '../../lib/kubernetes/podspec.ts';
import type { PolicyCheck } from '../../lib/policy/types.ts';
import { containerTitle, type Violation, violationFinding } from '../../lib/policy/violation.ts';

/**
 * Every main container of a long-running workload has a readiness and a liveness probe, and a probe's named port
 * exists. Else a rollout counts pods that do not serve, or, with a wrong name, never ends.
 */
export const probesPresent: PolicyCheck = (input) =>
  input.applications.flatMap((application) =>
    workloads(application.resources)
      .filter(({ resource }) => LONG_RUNNING.includes(resource.kind))
      .flatMap(({ resource, podSpec, path }) =>
        containers(podSpec, path)
          .filter(({ init }) => !init)
          .flatMap((container) => [...missingProbes(container), ...unknownPorts(container)])
          .map((violation) =>
            violationFinding('E_PROBE_MISSING', { input, application, resource }, violation),
          ),
      ),
  );

const LONG_RUNNING = ['Deployment', 'StatefulSet', 'DaemonSet'];
const PROBES = ['readiness', 'liveness', 'startup'];
const HANDLERS = ['httpGet', 'tcpSocket', 'exec', 'grpc'];

function missingProbes(container: Container): Violation[] {
  return ['readiness', 'liveness']
    .filter((probe) => !HANDLERS.some((handler) => fields(container.container[`${probe}Probe`])[handler]))
    .map((probe) => ({
      path: `${container.path}.${probe}Probe`,
      reason: `${containerTitle(container)} has no ${probe} probe.`,
      fix: { probes: { [probe]: { enabled: true } } },
    }));
}

// What a probe asks is fixed in the chart; values only say how often.
function unknownPorts(container: Container): Violation[] {
  const names = list(container.container.ports)
    .map((port) => text(fields(port).name))
    .filter(Boolean);
  return PROBES.flatMap((probe) =>
    ['httpGet', 'tcpSocket'].flatMap((handler) => {
      const asked = fields(fields(container.container[`${probe}Probe`])[handler]);
      if (typeof asked.port !== 'string' || /^\d+$/.test(asked.port) || names.includes(asked.port)) return [];
      const known = names.length > 0 ? `only ${names.join(', ')}` : 'no named port';
      const { port, ...rest } = asked;
      return [
        {
          path: `${container.path}.${probe}Probe.${handler}.port`,
          reason: `The ${probe} probe of container ${text(container.container.name)} asks port ${port}, but the container has ${known}.`,
          fix: names[0]
            ? { probes: { [probe]: { [handler]: { ...rest, port: names[0] } } } }
            : { ports: [{ name: port, port: 8080 }] },
          inChart: true,
        },
      ];
    }),
  );
}
