// What only Argo CD would notice after the merge: a template that cannot be filled, a chart or a values file that is not there.
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import type { ApplicationSet } from '../../../scripts/lib/argocd/applicationset.ts';
import { evaluateApplications } from '../../../scripts/lib/check/applications.ts';
import { environmentFiles } from '../../../scripts/lib/repository/environments.ts';
import { folderWith } from '../helpers.ts';
import { smallCheckout } from '../toolkit.ts';

const text = smallCheckout['argocd/overlays/demo/applicationset.yaml'] ?? '';

function evaluated(find = '', replacement = '', { without = '' } = {}) {
  const { [without]: _, ...files } = smallCheckout;
  const root = folderWith(files);
  expect(text).toContain(find);
  const set = parse(text.replace(find, () => replacement)) as ApplicationSet;
  const { applications, findings } = evaluateApplications(root, 'demo', set, environmentFiles(root, 'demo'));
  return { names: applications.map(({ metadata }) => metadata.name), findings };
}

const file = 'argocd/base/applicationset.yaml';
const application = 'demo-thing';
const environment = 'demo';

test('nothing is wrong', () => {
  expect(evaluated()).toEqual({ names: ['demo-thing'], findings: [] });
});

test('a template that asks for what is not there', () => {
  expect(evaluated('{{ .kubernetesVersion }}', '{{ .kubeVersion }}')).toEqual({
    names: [],
    findings: [
      {
        code: 'E_APPLICATIONSET_TEMPLATE',
        file,
        path: 'spec',
        reason: '{{ .kubeVersion }}: there is no kubeVersion',
        fix: '# a field that environment.yaml or the component table has: {{ .global | toJson }}',
        environment,
      },
    ],
  });
});

test('a file of another environment', () => {
  expect(
    evaluated('environments/demo/environment.yaml', 'environments/other/environment.yaml').findings,
  ).toMatchObject([
    {
      reason:
        'the git generator reads environments/other/environment.yaml, which is not in environments/demo/',
    },
  ]);
});

test('no chart', () => {
  expect(evaluated('', '', { without: 'charts/thing/Chart.yaml' })).toEqual({
    names: [],
    findings: [
      {
        code: 'E_CHART_MISSING',
        environment,
        application,
        file,
        path: 'spec.template.spec.source.path',
        reason: 'charts/thing holds no chart',
        fix: "# charts/thing with a chart, or another chart in the component's row of the table",
      },
    ],
  });
});

test.each([
  '/environments/other/thing.yaml',
  '/environments/demo/gone.yaml',
  'values.yaml',
  '/environments/demo/../../charts/thing/values.yaml',
])('the values file %s', (path) => {
  const { names, findings } = evaluated(
    "'/{{ .environment.path.path }}/{{ .component.name }}.yaml'",
    `'${path}'`,
  );
  expect(names).toEqual([]);
  expect(findings).toMatchObject([
    {
      code: 'E_VALUES_FILE',
      environment,
      application,
      file,
      reason: `the values file ${path} is not in the folder of its environment`,
    },
  ]);
});

test('an empty component file switches the component on all the same', () => {
  const root = folderWith({ ...smallCheckout, 'environments/demo/thing.yaml': '' });
  const { applications } = evaluateApplications(
    root,
    'demo',
    parse(text) as ApplicationSet,
    environmentFiles(root, 'demo'),
  );
  expect(applications).toHaveLength(1);
});
