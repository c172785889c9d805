import { expect, test } from 'vitest';
import { probesPresent } from '../../../scripts/checks/policy/probes-present.ts';
import { container, input, workload } from './input.ts';

function check(options: Parameters<typeof workload>[0]) {
  return probesPresent(input({ applications: [{ component: 'loki', resources: [workload(options)] }] }));
}

const exec = { exec: { command: ['/bin/alive'] } };

test.each([
  ['named ports that exist', {}],
  [
    'numbered ports',
    { readinessProbe: { tcpSocket: { port: 3100 } }, livenessProbe: { tcpSocket: { port: '3100' } } },
  ],
  ['commands', { readinessProbe: exec, livenessProbe: exec, ports: undefined }],
])('%s pass', (_, overrides) => {
  expect(check({ container: overrides })).toEqual([]);
});

test('init containers and Jobs need none', () => {
  const none = { readinessProbe: undefined, livenessProbe: undefined };
  expect(check({ pod: { initContainers: [container(none)] } })).toEqual([]);
  expect(check({ kind: 'Job', container: none })).toEqual([]);
});

test.each([
  ['readiness', 'StatefulSet', undefined],
  ['liveness', 'StatefulSet', undefined],
  ['liveness', 'Deployment', null],
  ['readiness', 'DaemonSet', { periodSeconds: 10 }],
])('no %s probe in a %s', (probe, kind, value) => {
  expect(check({ kind, container: { [`${probe}Probe`]: value } })).toEqual([
    {
      code: 'E_PROBE_MISSING',
      file: 'environments/production-us/loki.yaml',
      path: `spec.template.spec.containers[0].${probe}Probe`,
      object: `${kind} loki/loki`,
      reason: `Container loki has no ${probe} probe.`,
      fix: `probes:\n  ${probe}:\n    enabled: true`,
      environment: 'production-us',
      application: 'production-us-loki',
    },
  ]);
});

test('a named port that the container does not have', () => {
  const startupProbe = { httpGet: { path: '/ready', port: 'web' } };
  expect(check({ container: { startupProbe } })).toEqual([
    {
      code: 'E_PROBE_MISSING',
      file: 'charts/loki/templates/_chart.tpl',
      path: 'spec.template.spec.containers[0].startupProbe.httpGet.port',
      object: 'StatefulSet loki/loki',
      reason: 'The startup probe of container loki asks port web, but the container has only http.',
      fix: 'probes:\n  startup:\n    httpGet:\n      path: /ready\n      port: http',
      environment: 'production-us',
      application: 'production-us-loki',
    },
  ]);
});

test('a named port of a container without ports', () => {
  expect(check({ container: { ports: [], livenessProbe: exec } })).toEqual([
    {
      code: 'E_PROBE_MISSING',
      file: 'charts/loki/templates/_chart.tpl',
      path: 'spec.template.spec.containers[0].readinessProbe.httpGet.port',
      object: 'StatefulSet loki/loki',
      reason: 'The readiness probe of container loki asks port http, but the container has no named port.',
      fix: 'ports:\n  - name: http\n    port: 8080',
      environment: 'production-us',
      application: 'production-us-loki',
    },
  ]);
});
