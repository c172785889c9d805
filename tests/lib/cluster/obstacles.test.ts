import { expect, test } from 'vitest';
import { omissions } from '../../../scripts/lib/cluster/commit/reduce.ts';
import { obstacles } from '../../../scripts/lib/cluster/obstacles.ts';
import { nodeReference } from '../../../scripts/lib/images/recipes.ts';
import type { ImageResult } from '../../../scripts/lib/images/result.ts';

const loki = 'docker.io/grafana/loki:9.9.9';
const tempo = 'docker.io/grafana/tempo:3.1.0';
const argoCd = 'quay.io/argoproj/argocd:v9.9.9';
const components = [
  { component: 'loki', images: [loki] },
  { component: 'tempo', images: [tempo] },
];

const there = (reference: string): ImageResult => ({ reference, how: 'present', seconds: 0 });
const absent = (reference: string, reason: string): ImageResult => ({
  reference,
  how: 'absent',
  seconds: 0,
  reason,
});
const unavailable = (reference: string, reason: string): ImageResult => ({
  ...{ reference, how: 'unavailable', seconds: 0 },
  reason,
});

const text = (...results: ImageResult[]) => obstacles(results, components, [argoCd]);

test('nothing stops when everything is there', () => {
  expect(text(there(loki), there(tempo), there(argoCd), there(nodeReference))).toBeUndefined();
});

test('a component whose image cannot be had from here does not stop: it is left out', () => {
  const reason = 'pull: docker.io cannot be reached; build: no module of this version can be had';
  const results = [there(loki), unavailable(tempo, reason), there(argoCd)];
  expect(text(...results)).toBeUndefined();
  expect(omissions(components, new Set([tempo]))).toEqual([{ component: 'tempo', images: [tempo] }]);
});

test('an image that its registry does not know stops', () => {
  const reason = 'manifest for grafana/loki:9.9.9 not found: manifest unknown: manifest unknown';
  expect(text(absent(loki, reason), there(tempo), there(argoCd))).toBe(`Images are missing.

environments/local/loki.yaml  image.tag
  Component loki: docker.io has no docker.io/grafana/loki:9.9.9: ${reason}
  Please set:
    image:
      tag: <a tag that docker.io has>

\`up\` works on the last commit: please commit the change.`);
});

test.each([
  "pull access denied for grafana/loki, repository does not exist or may require 'docker login': denied: requested access to the resource is denied",
  'repository grafana/loki not found: does not exist or no pull access',
  'repository grafana/loki not found: name unknown: no such repository',
])('a repository that its registry does not know or does not show stops: %s', (reason) => {
  expect(text(absent(loki, reason))).toBe(`Images are missing.

environments/local/loki.yaml  image.repository
  Component loki: docker.io has no docker.io/grafana/loki:9.9.9: ${reason}
  Please set:
    image:
      repository: <a repository that docker.io has>
  Or, when it is private, please run: docker login docker.io

\`up\` works on the last commit: please commit the change.`);
});

test('all are told at once, and Argo CD and the node are needed', () => {
  const results = [
    absent(loki, 'manifest unknown'),
    absent(tempo, 'manifest unknown'),
    absent(argoCd, 'manifest unknown'),
    unavailable(nodeReference, 'pull: docker.io cannot be reached; build: go failed'),
  ];
  expect(text(...results)).toBe(`Images are missing.

environments/local/loki.yaml  image.tag
  Component loki: docker.io has no docker.io/grafana/loki:9.9.9: manifest unknown
  Please set:
    image:
      tag: <a tag that docker.io has>

environments/local/tempo.yaml  image.tag
  Component tempo: docker.io has no docker.io/grafana/tempo:3.1.0: manifest unknown
  Please set:
    image:
      tag: <a tag that docker.io has>

argocd/install/kustomization.yaml  images
  Argo CD: quay.io has no quay.io/argoproj/argocd:v9.9.9: manifest unknown
  Please set:
    images:
      - name: quay.io/argoproj/argocd
        newTag: <a tag that quay.io has>

\`up\` works on the last commit: please commit the change.

The kind node needs ${nodeReference}: pull: docker.io cannot be reached; build: go failed
Please put an archive of it into a folder, and run: npm run up -- --images <folder>`);
});

test('Argo CD without its image stops, too', () => {
  expect(text(there(loki), unavailable(argoCd, 'pull: quay.io cannot be reached; build: go failed'))).toBe(
    `Images are missing.

Argo CD needs ${argoCd}: pull: quay.io cannot be reached; build: go failed
Please put an archive of it into a folder, and run: npm run up -- --images <folder>`,
  );
});
