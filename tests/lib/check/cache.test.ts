// One changed input of each kind: exactly what depends on it is rendered again, and the report is that of an empty cache.
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Report, ReportedApplication } from '../../../scripts/lib/check/types.ts';
import { removeCheckout } from '../../checkout.ts';
import { node } from '../helpers.ts';
import { linkTools, wholeCopy } from '../toolkit.ts';

let root: string;
let before: Report;

beforeAll(async () => {
  root = wholeCopy();
  before = await check();
});

afterAll(() => removeCheckout(root));

/** A run of its own process over all environments, with the cache of the copy. */
function check(): Promise<Report> {
  return run(join(root, '.cache'));
}

async function run(cache: string, ...args: string[]): Promise<Report> {
  const { stdout, stderr } = await node(root, ['scripts/policy.ts', '--json', ...args], {
    CACHE_FOLDER: cache,
  });
  expect(stderr).toBe('');
  return JSON.parse(stdout) as Report;
}

/** Staging as a first run sees it; each change below is one that staging sees, too. */
async function withEmptyCache(): Promise<Report['applications']> {
  const cache = mkdtempSync(join(tmpdir(), 'cache-'));
  linkTools(cache);
  try {
    return content(await run(cache, '--environment', 'staging'), cache);
  } finally {
    removeCheckout(cache);
  }
}

/** Each Application of staging with its rendered manifests, and not where they are kept. */
function content({ applications }: Report, cache = join(root, '.cache')): Report['applications'] {
  return applications.filter(of('staging')).map((application) => ({
    ...application,
    manifests: readFileSync(join(cache, 'results', application.manifests), 'utf8'),
  }));
}

test('an unchanged checkout renders nothing again', async () => {
  expect(before.rendered).toEqual({ now: before.applications.length, reused: 0 });
  const again = await check();
  expect(again.rendered).toEqual({ now: 0, reused: before.applications.length });
  expect({ ...again, durations: {}, rendered: {} }).toEqual({ ...before, durations: {}, rendered: {} });
});

type Depends = (application: ReportedApplication) => boolean;

const all = () => true;
const none = () => false;
const of =
  (wanted: string, only?: string): Depends =>
  ({ environment, component }) =>
    environment === wanted && (!only || component === only);
const loki: Depends = ({ component }) => component === 'loki';

describe('changed', () => {
  test.each<[string, string, string | RegExp, string, Depends]>([
    ['a values file', 'environments/staging/loki.yaml', /$/, 'retention: 888h\n', of('staging', 'loki')],
    [
      'the settings of an environment',
      'environments/staging/environment.yaml',
      'clusterName: staging',
      'clusterName: staging-2',
      of('staging'),
    ],
    ['the Kubernetes version', 'environments/staging/environment.yaml', '1.36.3', '1.36.2', of('staging')],
    ['a template of a chart', 'charts/loki/templates/service.yaml', /$/, '{{/* x */}}', loki],
    ['a default of a chart', 'charts/loki/values.yaml', /$/, '\n# x\n', loki],
    ['a schema of a chart', 'charts/loki/values.schema.json', /$/, '\n', loki],
    ['a template of the library', 'charts/common/templates/_names.tpl', /$/, '{{/* x */}}', all],
    [
      'the ApplicationSet',
      'argocd/base/applicationset.yaml',
      "releaseName: '{{ .component.name }}'",
      "releaseName: 'x-{{ .component.name }}'",
      all,
    ],
    [
      'an overlay, in what no chart sees',
      'argocd/overlays/staging/kustomization.yaml',
      'revision=main',
      'revision=next',
      none,
    ],
  ])('%s', async (_, file, find, replacement, depends) => {
    const path = join(root, file);
    const original = readFileSync(path, 'utf8');
    const changed = original.replace(find, replacement);
    expect(changed).not.toBe(original);
    writeFileSync(path, changed);
    try {
      const now = await check();
      const expected = before.applications.filter(depends).length;
      expect(now.rendered).toEqual({ now: expected, reused: before.applications.length - expected });
      expect(content(now)).toEqual(await withEmptyCache());
    } finally {
      writeFileSync(path, original);
    }
    expect((await check()).rendered.now).toBe(0);
  });
});
