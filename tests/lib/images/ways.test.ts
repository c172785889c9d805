import { expect, test } from 'vitest';
import type { Answer } from '../../../scripts/lib/images/answer.ts';
import { versionOf } from '../../../scripts/lib/images/modules.ts';
import { createPuller } from '../../../scripts/lib/images/pull.ts';
import { recipes } from '../../../scripts/lib/images/recipes.ts';
import { obtainImage, type Ways } from '../../../scripts/lib/images/ways.ts';

const unreachable = 'dial tcp: lookup registry-1.docker.io: no such host';
const noImage = 'manifest for grafana/tempo:9 not found: manifest unknown: manifest unknown';
const limit = 'toomanyrequests: You have reached your pull rate limit.';

const loki = versionOf('loki');

/** Ways of a machine without images, whose Docker says this about each pull. */
function ways(said: string, others: Partial<Ways> = {}): Ways {
  const pull = createPuller(async () =>
    said ? { exitCode: 1, stderr: `Error response from daemon: ${said}\n` } : { exitCode: 0, stderr: '' },
  );
  const build = async () => {};
  return { present: new Set(), archives: new Map(), pull, build, ...others };
}

const outcome = (reference: string, from: Ways) => obtainImage(reference, from, () => {});

test('pulls', async () => {
  expect(await outcome('grafana/tempo:3.1.0', ways(''))).toEqual({ how: 'pulled' });
});

test('builds what no one could be asked for', async () => {
  expect(await outcome(`grafana/loki:${loki}`, ways(unreachable))).toEqual({ how: 'built' });
});

test('says what a built image really is', async () => {
  expect(await outcome('docker.io/grafana/mimir:3.2.2', ways(unreachable))).toMatchObject({
    how: 'built',
    really: expect.stringContaining('module github.com/grafana/mimir v'),
  });
});

test.each([
  [
    'no one could be asked, and there is no recipe',
    'grafana/tempo:3.1.0',
    unreachable,
    'pull: docker.io cannot be reached; build: no module of this version can be had',
  ],
  [
    'no one could be asked, and the recipe is for another tag',
    'grafana/loki:9.9.9',
    unreachable,
    `pull: docker.io cannot be reached; build: tests/images builds ${loki} only`,
  ],
  [
    'the registry has a limit',
    'grafana/tempo:3.1.0',
    limit,
    `pull: ${limit}; build: no module of this version can be had`,
  ],
  [
    'the registry has trouble',
    'grafana/tempo:3.1.0',
    'received unexpected HTTP status: 503 Service Unavailable',
    'pull: received unexpected HTTP status: 503 Service Unavailable; build: no module of this version can be had',
  ],
  [
    'the registry wants to know who asks',
    'quay.io/a/b:1',
    'unauthorized: access to the requested resource is not authorized',
    'pull: unauthorized: access to the requested resource is not authorized; build: no module of this version can be had',
  ],
])('is unavailable when %s', async (_, reference, said, reason) => {
  expect(await outcome(reference, ways(said))).toEqual({ how: 'unavailable', reason });
});

test.each(['grafana/tempo:9', 'grafana/loki:9.9.9'])(
  '%s is absent when its registry says so',
  async (reference) => {
    expect(await outcome(reference, ways(noImage))).toEqual({ how: 'absent', reason: noImage });
  },
);

test('an image of a recipe is built, though its registry has none', async () => {
  expect(await outcome(`grafana/loki:${loki}`, ways(noImage))).toEqual({ how: 'built' });
});

test('a build that fails is unavailable, not absent: there is such an image', async () => {
  const build = () => Promise.reject(new Error('go: no such module'));
  expect(await outcome('busybox:1.37.0', ways(noImage, { build }))).toEqual({
    how: 'unavailable',
    reason: `pull: ${noImage}; build: go: no such module`,
  });
});

test('tells of an archive that could not be loaded, too', async () => {
  const path = '/nowhere/tempo.tar';
  const archives = new Map([['docker.io/grafana/tempo:9', { path, form: 'oci' as const }]]);
  const done: string[] = [];
  const result = await obtainImage('grafana/tempo:9', ways(noImage, { archives }), (what) => done.push(what));
  expect(done).toEqual([`load ${path}`, 'pull']);
  expect(result).toMatchObject({
    how: 'absent',
    reason: expect.stringMatching(/^archive: tar -xf [\s\S]*; manifest for grafana\/tempo:9 not found/),
  });
});

test('asks the puller for just the name', async () => {
  const asked: string[] = [];
  const pull = async (reference: string): Promise<Answer | undefined> => {
    asked.push(reference);
    return undefined;
  };
  await outcome('grafana/tempo:3.1.0', ways('', { pull }));
  expect(asked).toEqual(['grafana/tempo:3.1.0']);
});

test('an image of our own is asked for in no registry', async () => {
  const own = recipes.find(({ gadgets }) => gadgets);
  expect(await outcome(own?.reference ?? '', ways(''))).toEqual({ how: 'built', really: own?.really });
});
