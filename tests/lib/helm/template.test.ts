// The real `helm template`, called as Argo CD's repository server calls it.
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Application } from '../../../scripts/lib/argocd/applicationset.ts';
import { openCache } from '../../../scripts/lib/cache/cache.ts';
import { helmTemplate } from '../../../scripts/lib/helm/template.ts';
import { folderWith } from '../helpers.ts';

type Helm = Application['spec']['source']['helm'];

const chart = {
  'charts/c/Chart.yaml': 'apiVersion: v2\nname: c\nversion: 0.1.0\n',
  'charts/c/values.yaml': 'a: default\nb: default\nglobal: {}\n',
  'charts/c/crds/crd.yaml': 'kind: Crd\n',
  'charts/c/templates/t.yaml': `release: {{ .Release.Name }}
namespace: {{ .Release.Namespace }}
service: {{ .Release.Service }}
install: {{ .Release.IsInstall }}
kubernetes: {{ .Capabilities.KubeVersion.Version }}
monitoring: {{ .Capabilities.APIVersions.Has "monitoring.coreos.com/v1" }}
{{ pick .Values "a" "b" "global" | toYaml }}
`,
  'environments/demo/c.yaml': 'a: from file\nglobal: {tenant: from file, more: true}\n',
};

async function render(helm: Partial<Helm> = {}, files = {}) {
  const root = folderWith({ ...chart, ...files });
  const source = { helm: { releaseName: 'name', valueFiles: ['/environments/demo/c.yaml'], ...helm } };
  const application = {
    spec: { source: { path: 'charts/c', ...source }, destination: { namespace: 'space' } },
  } as unknown as Application;
  const { yaml, problem } = await helmTemplate(root, application, openCache(`${root}/cache`));
  const documents = yaml.split(/^---\n/m).filter(Boolean);
  return {
    root,
    problem,
    documents,
    template: parse(documents.find((text) => text.includes('release:')) ?? ''),
  };
}

test('name, namespace and values files', async () => {
  const { problem, template } = await render();
  expect(problem).toBeUndefined();
  expect(template).toMatchObject({
    release: 'name',
    namespace: 'space',
    service: 'Helm',
    install: true,
    a: 'from file',
    b: 'default',
  });
});

test('inline values win over files, map by map', async () => {
  const { template } = await render({ values: '{"global": {"tenant":"inline"}}' });
  expect(template).toMatchObject({ a: 'from file', global: { tenant: 'inline', more: true } });
});

test('a later values file wins', async () => {
  const valueFiles = ['/environments/demo/c.yaml', 'later.yaml'];
  const { template } = await render({ valueFiles }, { 'charts/c/later.yaml': 'a: from the chart folder\n' });
  expect(template).toMatchObject({ a: 'from the chart folder' });
});

test('the version of Kubernetes and its APIs', async () => {
  const { template } = await render({ kubeVersion: '1.34.5', apiVersions: ['monitoring.coreos.com/v1'] });
  expect(template).toMatchObject({ kubernetes: 'v1.34.5', monitoring: true });
  expect((await render()).template).toMatchObject({ monitoring: false });
});

describe('CRDs', () => {
  const crds = ({ documents }: { documents: string[] }) =>
    documents.filter((text) => text.includes('kind: Crd'));

  test('are rendered', async () => {
    expect(crds(await render())).toHaveLength(1);
  });

  test('unless they are skipped', async () => {
    expect(crds(await render({ skipCrds: true }))).toHaveLength(0);
  });
});

test('what Helm says about a chart that cannot be rendered', async () => {
  const { problem, documents } = await render({}, { 'charts/c/templates/t.yaml': '{{ fail "no" }}' });
  expect(documents).toEqual([]);
  expect(problem).toBe(
    'Error: execution error at (c/templates/t.yaml:1:3): no\n\nUse --debug flag to render out invalid YAML\n',
  );
});
