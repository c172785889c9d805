import { describe, expect, test } from 'vitest';
import { normalReference, parseReference } from '../../../scripts/lib/images/reference.ts';

describe('parseReference', () => {
  test('adds what Docker adds to a short name', () => {
    expect(parseReference('redis')).toEqual({
      registry: 'docker.io',
      repository: 'library/redis',
      tag: 'latest',
    });
  });

  test('takes a first part with a dot or a port for the registry', () => {
    expect(parseReference('quay.io/argoproj/argocd:v3.5.7')).toEqual({
      registry: 'quay.io',
      repository: 'argoproj/argocd',
      tag: 'v3.5.7',
    });
    expect(parseReference('localhost:5000/a')).toEqual({
      registry: 'localhost:5000',
      repository: 'a',
      tag: 'latest',
    });
  });

  test('takes any other first part for a part of the repository', () => {
    expect(parseReference('grafana/loki:3.7.8')).toEqual({
      registry: 'docker.io',
      repository: 'grafana/loki',
      tag: '3.7.8',
    });
  });

  test('keeps a digest, and adds no tag to it', () => {
    expect(parseReference('grafana/loki@sha256:ab')).toEqual({
      registry: 'docker.io',
      repository: 'grafana/loki',
      digest: 'sha256:ab',
    });
    expect(parseReference('grafana/loki:3@sha256:ab')).toMatchObject({ tag: '3', digest: 'sha256:ab' });
  });
});

describe('normalReference', () => {
  test.each([
    ['redis', 'docker.io/library/redis:latest'],
    ['docker.io/redis:8', 'docker.io/library/redis:8'],
    ['grafana/loki:3@sha256:ab', 'docker.io/grafana/loki:3@sha256:ab'],
    ['ghcr.io/a/b/c:1', 'ghcr.io/a/b/c:1'],
  ])('%s is %s', (short, whole) => {
    expect(normalReference(short)).toBe(whole);
    expect(normalReference(whole)).toBe(whole);
  });
});
