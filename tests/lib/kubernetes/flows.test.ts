import { describe, expect, it } from 'vitest';
import { declaredFlows } from '../../../scripts/lib/kubernetes/flows.ts';
import type { Fields } from '../../../scripts/lib/kubernetes/guards.ts';
import { describe as nameOf, type Resource } from '../../../scripts/lib/kubernetes/resource.ts';
import { configMap, container, input, resource, service, workload } from '../../checks/policy/input.ts';

const LOKI = 'loki.loki.svc.cluster.local:3100';

const reader = (name: string, config?: string) =>
  workload({
    name,
    namespace: 'collector',
    pod: config ? { volumes: [{ name: 'config', configMap: { name: config } }] } : {},
  });

const config = (name: string, text = LOKI) => configMap({ config: text }, name, 'collector');

// Who talks to whom on which ports, when the collector renders these objects beside Loki.
const flows = (resources: Resource[], loki: Resource[] = [workload(), service()]) =>
  declaredFlows(
    input({
      applications: [
        { component: 'collector', resources },
        { component: 'loki', resources: loki },
      ],
    }).applications,
  ).map(
    ({ from, to, ports }) =>
      `${nameOf(from.workload)} > ${nameOf(to.workload)} ${ports.map(({ port, protocol }) => `${port}/${protocol}`)}`,
  );

describe('declaredFlows', () => {
  it('starts at the workloads that read the ConfigMap', () => {
    expect(
      flows([reader('sender', 'one'), reader('other', 'two'), config('one'), config('two', '')]),
    ).toEqual(['StatefulSet collector/sender > StatefulSet loki/loki 3100/TCP']);
  });

  it('does not mistake a Secret for a ConfigMap of the same name', () => {
    const secret = workload({
      name: 'other',
      namespace: 'collector',
      container: { envFrom: [{ secretRef: { name: 'one' } }] },
    });
    expect(flows([reader('sender', 'one'), secret, config('one')])).toEqual([
      'StatefulSet collector/sender > StatefulSet loki/loki 3100/TCP',
    ]);
  });

  it('starts at all workloads when none reads the ConfigMap', () => {
    expect(flows([reader('sender'), reader('other', 'two'), config('one')])).toEqual([
      'StatefulSet collector/sender > StatefulSet loki/loki 3100/TCP',
      'StatefulSet collector/other > StatefulSet loki/loki 3100/TCP',
    ]);
  });

  it('starts at the workload whose variable or argument holds the address', () => {
    const sender = workload({
      name: 'sender',
      namespace: 'collector',
      container: { args: [`--url=http://${LOKI}`] },
    });
    expect(flows([reader('other'), sender])).toEqual([
      'StatefulSet collector/sender > StatefulSet loki/loki 3100/TCP',
    ]);
  });

  it('leaves out what controllers use, what is not rendered, and the own namespace', () => {
    const scaler = resource(
      'keda.sh/v1alpha1',
      'ScaledObject',
      { name: 'a', namespace: 'collector' },
      { spec: { serverAddress: LOKI } },
    );
    const own = service({ name: 'sender', namespace: 'collector' });
    expect(
      flows([reader('sender'), own, scaler, config('one', 'tempo.tempo.svc:1 sender.collector.svc:3100')]),
    ).toEqual([]);
  });

  it.each<[string, Fields, string]>([
    ['a named port', { port: 3100, targetPort: 'grpc' }, '9095/TCP'],
    ['a named port of its protocol', { port: 3100, targetPort: 'grpc', protocol: 'UDP' }, '9096/UDP'],
    ['a number', { port: 3100, targetPort: 8080 }, '8080/TCP'],
    ['the same port where none is written', { port: 3100 }, '3100/TCP'],
    ['no port when the Service has another', { port: 3101 }, ''],
  ])('ends at %s', (_, port, expected) => {
    const ports = [
      { name: 'http', containerPort: 3100 },
      { name: 'grpc', containerPort: 9095 },
      { name: 'grpc', containerPort: 9096, protocol: 'UDP' },
    ];
    const loki = [
      workload({ pod: { containers: [container({ ports })] } }),
      service({ spec: { ports: [port] } }),
    ];
    expect(flows([reader('sender'), config('one')], loki)).toEqual([
      `StatefulSet collector/sender > StatefulSet loki/loki ${expected}`,
    ]);
  });

  it('ends at the pods that the Service selects, and nowhere without selector', () => {
    const others = [
      workload({ name: 'gateway', namespace: 'loki' }),
      workload({ name: 'loki', namespace: 'elsewhere' }),
    ];
    expect(flows([reader('sender'), config('one')], [workload(), ...others, service()])).toEqual([
      'StatefulSet collector/sender > StatefulSet loki/loki 3100/TCP',
    ]);
    expect(
      flows([reader('sender'), config('one')], [workload(), service({ spec: { selector: undefined } })]),
    ).toEqual([]);
  });
});
