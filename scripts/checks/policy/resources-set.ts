import { type Fields, fields } from '../../lib/kubernetes/guards.ts';
import { type Container, containers, workloads } from '../../lib/kubernetes/podspec.ts';
import type { PolicyCheck } from '../../lib/policy/types.ts';
import {
  containerTitle,
  containerValues,
  type Violation,
  violationFinding,
} from '../../lib/policy/violation.ts';

/**
 * Every container, init containers too, requests CPU and memory and limits its memory.
 * Else the scheduler packs nodes blindly and one leak takes its neighbours down. A CPU limit would only throttle.
 */
export const resourcesSet: PolicyCheck = (input) =>
  input.applications.flatMap((application) =>
    workloads(application.resources).flatMap(({ resource, podSpec, path }) =>
      containers(podSpec, path)
        .flatMap(resourceViolations)
        .map((violation) =>
          violationFinding('E_RESOURCES_MISSING', { input, application, resource }, violation),
        ),
    ),
  );

function resourceViolations(container: Container): Violation[] {
  const { requests, limits } = fields(container.container.resources);
  const { cpu, memory } = fields(requests);
  const memoryLimit = fields(limits).memory;
  const missing = [
    ...(isSet(cpu) ? [] : ['requests.cpu']),
    ...(isSet(memory) ? [] : ['requests.memory']),
    ...(isSet(memoryLimit) ? [] : ['limits.memory']),
  ];
  if (missing.length === 0) return [];
  // What is missing of memory follows what is there: a request above the limit would be refused.
  const resources: Fields = {};
  const requested = {
    ...(!isSet(cpu) && { cpu: '100m' }),
    ...(!isSet(memory) && { memory: isSet(memoryLimit) ? memoryLimit : '256Mi' }),
  };
  if (Object.keys(requested).length > 0) resources.requests = requested;
  if (!isSet(memoryLimit)) resources.limits = { memory: isSet(memory) ? memory : '256Mi' };
  return [
    {
      path: `${container.path}.resources`,
      reason: `${containerTitle(container)} has no ${missing.join(', no ')}.`,
      fix: containerValues(container, { resources }),
    },
  ];
}

function isSet(quantity: unknown): boolean {
  return typeof quantity === 'number'
    ? quantity > 0
    : typeof quantity === 'string' && !/^(0\D*)?$/.test(quantity);
}
