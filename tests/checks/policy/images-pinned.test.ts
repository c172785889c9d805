import { expect, test } from 'vitest';
import { imagesPinned } from '../../../scripts/checks/policy/images-pinned.ts';
import { container, input, resource, workload } from './input.ts';

const DIGEST = `sha256:${'a'.repeat(64)}`;

function check(image: unknown, pod = {}) {
  const labels = { 'app.kubernetes.io/version': '3.7.8' };
  const loki = workload({ container: { image }, pod });
  return imagesPinned(
    input({
      applications: [{ component: 'loki', resources: [{ ...loki, metadata: { ...loki.metadata, labels } }] }],
    }),
  );
}

test.each([
  'docker.io/grafana/loki:3.7.8',
  `docker.io/grafana/loki:3.7.8@${DIGEST}`,
  `docker.io/grafana/loki:latest@${DIGEST}`,
  'localhost/loki:3.7.8',
  'registry:5000/mirror/grafana/loki:3.7.8',
])('%s is pinned', (image) => {
  expect(check(image)).toEqual([]);
});

test.each([
  ['docker.io/grafana/loki', 'without a tag'],
  ['docker.io/grafana/loki:latest', 'whose tag latest moves'],
  ['docker.io/grafana/loki:main', 'whose tag main moves'],
  ['docker.io/grafana/loki:master', 'whose tag master moves'],
  ['docker.io/grafana/loki:edge', 'whose tag edge moves'],
  ['docker.io/grafana/loki:nightly', 'whose tag nightly moves'],
  ['registry:5000/grafana/loki', 'without a tag'],
  ['docker.io/grafana/loki@sha256:short', 'without a tag'],
])('%s is not', (image, what) => {
  expect(check(image)).toEqual([
    {
      code: 'E_IMAGE_NOT_PINNED',
      file: 'environments/production-us/loki.yaml',
      path: 'spec.template.spec.containers[0].image',
      object: 'StatefulSet loki/loki',
      reason: `Container loki runs the image "${image}" ${what}, so nobody knows which version runs.`,
      fix: 'image:\n  tag: 3.7.8',
      environment: 'production-us',
      application: 'production-us-loki',
    },
  ]);
});

test('an image without a registry host', () => {
  expect(check('grafana/loki:3.7.8')).toEqual([
    {
      code: 'E_IMAGE_NOT_PINNED',
      file: 'environments/production-us/loki.yaml',
      path: 'spec.template.spec.containers[0].image',
      object: 'StatefulSet loki/loki',
      reason:
        'Container loki runs the image "grafana/loki:3.7.8" without a registry host, so the node decides from where.',
      fix: 'image:\n  registry: docker.io',
      environment: 'production-us',
      application: 'production-us-loki',
    },
  ]);
});

test('an init container of a CronJob is written whole', () => {
  const { spec } = workload({
    pod: { initContainers: [container({ name: 'wait', image: 'docker.io/library/busybox:latest' })] },
  });
  const job = resource(
    'batch/v1',
    'CronJob',
    { name: 'loki', namespace: 'loki' },
    { spec: { jobTemplate: { spec } } },
  );
  expect(imagesPinned(input({ applications: [{ component: 'loki', resources: [job] }] }))).toEqual([
    {
      code: 'E_IMAGE_NOT_PINNED',
      file: 'environments/production-us/loki.yaml',
      path: 'spec.jobTemplate.spec.template.spec.initContainers[0].image',
      object: 'CronJob loki/loki',
      reason:
        'Init container wait runs the image "docker.io/library/busybox:latest" whose tag latest moves, so nobody knows which version runs.',
      fix: 'initContainers:\n  - name: wait\n    image: docker.io/library/busybox:<version>',
      environment: 'production-us',
      application: 'production-us-loki',
    },
  ]);
});

test('odd data does not throw', () => {
  expect(check(7).map(({ reason }) => reason)).toEqual([
    'Container loki runs the image 7 without a registry host, so the node decides from where.',
    'Container loki runs the image 7 without a tag, so nobody knows which version runs.',
  ]);
});
