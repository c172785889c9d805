import { describe, expect, it } from 'vitest';
import { addresses, bareAddresses } from '../../../scripts/lib/kubernetes/addresses.ts';
import { configMap } from '../../checks/policy/input.ts';

const found = (line: string) =>
  addresses(configMap({ config: line })).map(({ address, port }) => ({ address, port }));

describe('addresses', () => {
  it.each([
    ['loki.loki.svc', { address: 'loki.loki.svc', port: undefined }],
    ['loki.loki.svc.cluster.local:3100', { address: 'loki.loki.svc.cluster.local:3100', port: 3100 }],
    ['http://loki.loki.svc/ready', { address: 'loki.loki.svc', port: 80 }],
    ['https://loki.loki.svc.cluster.local.', { address: 'loki.loki.svc.cluster.local', port: 443 }],
    ['dns:///loki.loki.svc.cluster.local:9095', { address: 'loki.loki.svc.cluster.local:9095', port: 9095 }],
    [
      'dnssrv+_grpc._tcp.ring.loki.svc.cluster.local',
      { address: 'ring.loki.svc.cluster.local', port: undefined },
    ],
    ['loki-0.ring.loki.svc:9095', { address: 'ring.loki.svc:9095', port: 9095 }],
    ['$(POD_NAME).ring.loki.svc:9095', { address: 'ring.loki.svc:9095', port: 9095 }],
    ['"loki.loki.svc:3100,"', { address: 'loki.loki.svc:3100', port: 3100 }],
  ])('finds %s', (line, expected) => {
    expect(found(line)).toEqual([expected]);
  });

  it.each([
    'a.b.svc.example.com',
    'loki.svc',
    'loki.loki.service:3100',
    'loki.loki.svc-x:1',
    '.svc,.cluster.local',
  ])('does not take %s', (line) => {
    expect(found(line)).toEqual([]);
  });

  it('finds all of a line and says where', () => {
    const resource = configMap({ 'config.yaml': 'a: 1\n  urls: a.x.svc:1,b.x.svc:2\n' });
    expect(addresses(resource)).toEqual([
      {
        address: 'a.x.svc:1',
        service: 'a',
        namespace: 'x',
        port: 1,
        path: 'data["config.yaml"]',
        line: 'urls: a.x.svc:1,b.x.svc:2',
      },
      {
        address: 'b.x.svc:2',
        service: 'b',
        namespace: 'x',
        port: 2,
        path: 'data["config.yaml"]',
        line: 'urls: a.x.svc:1,b.x.svc:2',
      },
    ]);
  });
});

describe('bareAddresses', () => {
  it('finds short addresses of the given namespaces only', () => {
    const resource = configMap({ config: 'loki.loki:3100 loki.other:3100 s3.us.loki:1 loki.loki:v3' });
    expect(bareAddresses(resource, ['loki']).map(({ address }) => address)).toEqual(['loki.loki:3100']);
  });
});
