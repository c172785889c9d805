// What is outside the subset is a finding, with its whole message.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { applicationSetSpec } from '../../../scripts/lib/argocd/subset.ts';
import { toolkitRoot } from '../../../scripts/lib/repository/root.ts';
import { schemaFindings } from '../../../scripts/lib/yaml/schema.ts';

type Node = { [key: string]: Node };

const text = readFileSync(join(toolkitRoot, 'argocd/base/applicationset.yaml'), 'utf8');

/** Messages for the repository's own ApplicationSet after a change of its spec. */
function messages(change: (spec: Node) => unknown): string[] {
  const { spec } = parse(text) as { spec: Node };
  change(spec);
  const yaml = { data: spec, lineOf: () => 1, ambiguous: [] };
  return schemaFindings('E_APPLICATIONSET', 'f', yaml, applicationSetSpec).map(({ reason }) => reason);
}

const at = (spec: Node, path: string): Node =>
  path.split('.').reduce<Node>((node, key) => {
    const next = node[key];
    if (!next) throw new Error(`there is no ${key} in ${path}`);
    return next;
  }, spec);
const set =
  (path: string, value: unknown) =>
  (spec: Node): void => {
    const keys = path.split('.');
    const last = keys.pop() ?? '';
    Object.assign(keys.length > 0 ? at(spec, keys.join('.')) : spec, { [last]: value });
  };

test('the ApplicationSet of this repository fits', () => {
  expect(messages(() => {})).toEqual([]);
});

test.each<[string, unknown, string]>([
  ['goTemplate', false, '`goTemplate` is false, allowed is true'],
  [
    'goTemplateOptions',
    ['missingkey=zero'],
    '`goTemplateOptions` is ["missingkey=zero"], allowed is ["missingkey=error"]',
  ],
  ['templatePatch', 'x', 'there is no key `templatePatch`'],
  ['ignoreApplicationDifferences', [], 'there is no key `ignoreApplicationDifferences`'],
  ['strategy.type', 'rollingsync', '`strategy.type` is "rollingsync", allowed is "RollingSync"'],
  [
    'strategy.deletionOrder',
    'Random',
    '`strategy.deletionOrder` is "Random", allowed are AllAtOnce, Reverse',
  ],
  [
    'strategy.rollingSync.steps',
    [],
    '`strategy.rollingSync.steps` is [], which must NOT have fewer than 1 items',
  ],
  [
    'strategy.rollingSync.steps.0.matchExpressions',
    [],
    '`strategy.rollingSync.steps[0].matchExpressions` is [], which must NOT have fewer than 1 items',
  ],
  [
    'strategy.rollingSync.steps.0.matchExpressions.0.operator',
    'Exists',
    '`strategy.rollingSync.steps[0].matchExpressions[0].operator` is "Exists", allowed are In, NotIn',
  ],
  [
    'strategy.rollingSync.steps.0.matchExpressions.0.values',
    [],
    '`strategy.rollingSync.steps[0].matchExpressions[0].values` is [], which must NOT have fewer than 1 items',
  ],
  [
    'syncPolicy',
    { applicationsSync: 'never' },
    '`syncPolicy.applicationsSync` is "never", allowed are sync, create-only, create-update, create-delete',
  ],
  [
    'template.metadata.name',
    '',
    '`template.metadata.name` is "", which must NOT have fewer than 1 characters',
  ],
  ['template.metadata.namespace', 'x', 'there is no key `template.metadata.namespace`'],
  ['template.spec.sources', [], 'there is no key `template.spec.sources`; did you mean `source`?'],
  ['template.spec.source.chart', 'x', 'there is no key `template.spec.source.chart`'],
  ['template.spec.source.kustomize', {}, 'there is no key `template.spec.source.kustomize`'],
  ['template.spec.source.helm.valuesObject', {}, 'there is no key `template.spec.source.helm.valuesObject`'],
  ['template.spec.source.helm.parameters', [], 'there is no key `template.spec.source.helm.parameters`'],
  [
    'template.spec.source.helm.fileParameters',
    [],
    'there is no key `template.spec.source.helm.fileParameters`',
  ],
  [
    'template.spec.source.helm.ignoreMissingValueFiles',
    true,
    'there is no key `template.spec.source.helm.ignoreMissingValueFiles`',
  ],
  ['template.spec.source.helm.version', 'v3', 'there is no key `template.spec.source.helm.version`'],
  ['template.spec.destination.name', 'x', 'there is no key `template.spec.destination.name`'],
  [
    'template.spec.syncPolicy.automated.prune',
    '{{ .x }}',
    '`template.spec.syncPolicy.automated.prune` is "{{ .x }}", which is not of type boolean',
  ],
  [
    'template.spec.syncPolicy.automated.allowEmpty',
    true,
    'there is no key `template.spec.syncPolicy.automated.allowEmpty`',
  ],
])('%s: %j', (path, value, message) => {
  expect(messages(set(path, value))).toEqual([message]);
});

test.each([
  ['goTemplateOptions'],
  ['strategy'],
  ['strategy.rollingSync'],
  ['template.metadata.labels'],
  ['template.spec.project'],
  ['template.spec.source.helm.releaseName'],
  ['template.spec.syncPolicy.automated'],
])('without %s', (path) => {
  expect(messages((spec) => set(path, undefined)(spec))).toEqual([`\`${path}\` is missing`]);
});

const git = 'generators.0.matrix.generators.1.git';
const gitText = 'generators[0].matrix.generators[1].git';
const element = { elements: [{}] };

// One mistake is one message, though a generator may have several shapes.
test.each<[string, unknown, string]>([
  [
    `${git}.files.0.path`,
    'a/*/b.yaml',
    `\`${gitText}.files[0].path\` is "a/*/b.yaml", which does not match ^[^*?\\[]+$`,
  ],
  [`${git}.files.0.exclude`, true, `there is no key \`${gitText}.files[0].exclude\``],
  [`${git}.directories`, [], `there is no key \`${gitText}.directories\``],
  [`${git}.values`, {}, `there is no key \`${gitText}.values\``],
  [`${git}.template`, {}, `there is no key \`${gitText}.template\``],
  [
    'generators.0.selector',
    {},
    '`generators[0]` has the keys matrix, selector, allowed is one of list, git, matrix',
  ],
  [
    'generators.0',
    { clusters: {} },
    '`generators[0]` has the keys clusters, allowed is one of list, git, matrix',
  ],
  ['generators.0', { merge: {} }, '`generators[0]` has the keys merge, allowed is one of list, git, matrix'],
  [
    'generators.0',
    { plugin: {} },
    '`generators[0]` has the keys plugin, allowed is one of list, git, matrix',
  ],
  [
    'generators.0.list',
    element,
    '`generators[0]` has the keys matrix, list, allowed is one of list, git, matrix',
  ],
  [
    'generators.0',
    { list: { ...element, elementsYaml: '' } },
    'there is no key `generators[0].list.elementsYaml`',
  ],
  ['generators.0.matrix.generators.2', { list: element }, '`generators[0].matrix.generators` is'],
  ['generators.1', { list: element }, '`generators` is'],
])('%s: %j', (path, value, message) => {
  const found = messages(set(path, value));
  expect(found.map((reason) => reason.slice(0, message.length))).toEqual([message]);
});
