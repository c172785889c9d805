import { describe, expect, test } from 'vitest';
import { answerOf } from '../../../scripts/lib/images/answer.ts';

// What Docker says, with its own and with containerd's image store.
const answers = {
  absent: [
    'manifest for quay.io/a/b:2 not found: manifest unknown: manifest unknown',
    'manifest for grafana/loki:9.9.9 not found',
    'manifest unknown',
    'error from registry: manifest unknown',
    "pull access denied for a/b, repository does not exist or may require 'docker login': denied: requested access to the resource is denied",
    "pull access denied for a/b, repository does not exist or may require 'docker login'",
    'repository public.ecr.aws/a/b not found: name unknown: The repository with name b does not exist in the registry with id a',
    'repository a/b not found: does not exist or no pull access',
    'failed to resolve reference "docker.io/grafana/loki:9.9.9": docker.io/grafana/loki:9.9.9: not found',
    // The name of an image is no sign of a registry that does not answer.
    'manifest for quay.io/a/timeout:2 not found: manifest unknown: manifest unknown',
  ],
  unreachable: [
    'Get "https://quay.io/v2/": dial tcp: lookup quay.io: no such host',
    'Get "https://quay.io/v2/": dial tcp 192.0.2.1:443: connect: connection refused',
    'Get "https://quay.io/v2/": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)',
    'Get "https://quay.io/v2/": net/http: TLS handshake timeout',
    'Get "https://quay.io/v2/": context deadline exceeded',
    'Get "https://quay.io/v2/": proxyconnect tcp: dial tcp 192.0.2.1:3128: i/o timeout',
    'failed to resolve reference "quay.io/a/b:1": failed to do request: Head "https://quay.io/v2/a/b/manifests/1": dial tcp: lookup quay.io: no such host',
  ],
  refused: [
    'toomanyrequests: You have reached your pull rate limit. You may increase the limit by authenticating and upgrading: https://www.docker.com/increase-rate-limit',
    "pull access denied for a/b, repository does not exist or may require 'docker login': denied: You have exceeded the rate limit",
    'received unexpected HTTP status: 503 Service Unavailable',
    'received unexpected HTTP status: 504 Gateway Timeout',
    'unauthorized: access to the requested resource is not authorized',
    'Head "https://ghcr.io/v2/a/b/manifests/1": denied: denied',
    'Get "https://registry-1.docker.io/v2/": Forbidden',
    'error parsing HTTP 404 response body: invalid character \'<\' looking for beginning of value: "<html>"',
    'no matching manifest for linux/arm64/v8 in the manifest list entries',
    'no matching manifest for linux/arm64 in the manifest list entries: no match for platform in manifest: not found',
    'Get "https://quay.io/v2/": x509: certificate signed by unknown authority',
  ],
};

describe.each(Object.entries(answers))('%s', (kind, reasons) => {
  test.each(reasons)('%s', (reason) => {
    expect(answerOf(`Error response from daemon: ${reason}\n`)).toEqual({ kind, reason });
  });
});

test('takes the error from what else Docker says', () => {
  expect(answerOf('Using default tag: latest\nError response from daemon: manifest unknown\n').reason).toBe(
    'manifest unknown',
  );
});

test('joins an error of several lines', () => {
  const text = 'Error response from daemon: error from registry: denied\ndenied\n';
  expect(answerOf(text)).toEqual({ kind: 'refused', reason: 'error from registry: denied denied' });
});

test.each([
  ['spawn docker ENOENT', 'spawn docker ENOENT'],
  ['', 'docker pull failed'],
])('an error of another form is told as it is: %j', (stderr, reason) => {
  expect(answerOf(stderr)).toEqual({ kind: 'refused', reason });
});
