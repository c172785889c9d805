import { expect, test } from 'vitest';
import { notLoaded } from '../../../scripts/lib/cluster/kind.ts';

const names = ['grafana/loki:3.7.8', 'quay.io/argoproj/argocd:v3.5.7'];
const ids = ['sha256:1', 'sha256:2'];
const both = new Set([
  'docker.io/grafana/loki:3.7.8',
  'sha256:1',
  'quay.io/argoproj/argocd:v3.5.7',
  'sha256:2',
]);

test('loads nothing that every node has', () => {
  expect(notLoaded(names, ids, [both, both])).toEqual([]);
});

test('loads what one node lacks, and a name whose content is another one now', () => {
  expect(notLoaded(names, ids, [both, new Set(['docker.io/grafana/loki:3.7.8', 'sha256:1'])])).toEqual([
    names[1],
  ]);
  expect(notLoaded(names, ['sha256:new', 'sha256:2'], [both])).toEqual([names[0]]);
});
