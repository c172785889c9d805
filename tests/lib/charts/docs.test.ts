import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { generatedFiles, staleFindings } from '../../../scripts/lib/charts/generated.ts';
import { keysOf } from '../../../scripts/lib/charts/keys.ts';
import { kindsOf } from '../../../scripts/lib/charts/kinds.ts';
import { libraryReadme, namedTemplates } from '../../../scripts/lib/charts/library.ts';
import { code, prose, table } from '../../../scripts/lib/charts/markdown.ts';
import { chartReadme } from '../../../scripts/lib/charts/readme.ts';
import { withSharedSchema } from '../../../scripts/lib/charts/schema.ts';
import { typeText } from '../../../scripts/lib/charts/types.ts';
import type { Values } from '../../../scripts/lib/helm/values.ts';
import { cacheFolder, toolkitRoot } from '../../../scripts/lib/repository/root.ts';
import { charts, readChart, render } from '../../charts/charts.ts';
import { checkoutWith, removeCheckout } from '../../checkout.ts';

const values = `# Values of the shop chart. Not a comment of a key.

# -- The image.
image:
  # -- Tag: \`<tag>@sha256:…\`.
  tag: "1.10"
# Not part of it.
# -- Who may come in,
# by name.
doors:
  front: [a, b]
  # -- Off | on.
  back:
    open: false
    key: {}
  # -- With a child.
  side:
    # -- Its lock.
    lock: 5s
    handle: x

# A comment for readers of the file alone.
plain: 1
`;

describe('comments of values.yaml', () => {
  const comments = Object.fromEntries(keysOf(values).map(({ path, comment }) => [path.join('.'), comment]));

  test('belong to the key below them', () => {
    expect(comments).toMatchObject({
      image: 'The image.',
      'image.tag': 'Tag: `<tag>@sha256:…`.',
      'doors.back': 'Off | on.',
      'doors.side.lock': 'Its lock.',
    });
  });

  test('may be several lines, from `# --` on', () => {
    expect(comments.doors).toBe('Who may come in, by name.');
  });

  test('are none where there is no `# --`', () => {
    expect(comments.plain).toBeUndefined();
    expect(comments['doors.front']).toBeUndefined();
  });

  test('keys come in the order of the file', () => {
    expect(Object.keys(comments).slice(0, 6)).toEqual([
      'image',
      'image.tag',
      'doors',
      'doors.front',
      'doors.back',
      'doors.back.open',
    ]);
  });
});

describe('types', () => {
  const schema: Values = {
    properties: {
      a: { type: 'string' },
      b: { type: ['integer', 'string'] },
      c: { enum: ['x', 'y', 'z'] },
      d: { type: 'array', items: { type: 'object' } },
      e: { $ref: '#/definitions/e' },
      f: { type: 'array', items: { enum: ['x'] } },
    },
    definitions: {
      e: {
        type: 'object',
        properties: { size: { $ref: '#/definitions/quantity' }, free: { type: 'object' } },
      },
      quantity: { type: ['string', 'integer'] },
    },
  };

  test.each([
    [['a'], '', 'string'],
    [['b'], 1, 'integer or string'],
    [['c'], 'x', '`x`, `y` or `z`'],
    [['d'], [], 'list of maps'],
    [['e'], {}, 'map'],
    [['e', 'size'], '1Gi', 'quantity'],
    [['e', 'free', 'unknown'], true, 'boolean'],
    [['e', 'free', 'unknown'], 1.5, 'number'],
    [['f'], [], 'list of strings'],
  ])('%j with default %j is a %s', (path, value, text) => {
    expect(typeText(schema, path, value)).toBe(text);
  });
});

test('Markdown keeps pipes, backticks, line breaks and angle brackets', () => {
  expect(table(['A', 'B'], [['a|b', 'c\n d']])).toBe('| A | B |\n|---|---|\n| a\\|b | c d |');
  expect(code('a`b')).toBe('`` a`b ``');
  expect(prose('<a> and `<b>`')).toBe('&lt;a> and `<b>`');
});

test('the README of a chart', () => {
  const row = { chart: 'shop', wave: 'ui', project: 'ui', podSecurity: 'restricted' };
  const readme = chartReadme({
    chart: { name: 'shop', description: 'A shop for <things>.', type: 'application', appVersion: '1.10' },
    components: [
      { ...row, name: 'shop', namespace: 'mall' },
      { ...row, name: 'kiosk', namespace: 'street' },
    ],
    values,
    schema: { properties: { doors: { type: 'object' } } },
    sharedKeys: ['image'],
    templates: { '_chart.tpl': '- name: ""\n  kind: Deployment\n  ports:\n' },
  });
  expect(readme).toBe(`<!-- Made by npm run docs from values.yaml. -->
# shop

A shop for &lt;things>.

| Component | Version | Wave | Namespace | Pod Security |
|---|---|---|---|---|
| \`shop\` | \`1.10\` | \`ui\` | \`mall\` | \`restricted\` |
| \`kiosk\` | \`1.10\` | \`ui\` | \`street\` | \`restricted\` |

## What it makes

| Kind | Made |
|---|---|
| Deployment | always |
| Service | always |
| ServiceAccount | with \`serviceAccount.create\` |
| NetworkPolicy | with \`networkPolicy.enabled\` |
| PodDisruptionBudget | with \`podDisruptionBudget.enabled\` |
| HorizontalPodAutoscaler | with \`autoscaling.hpa.enabled\` |
| ScaledObject | with \`autoscaling.keda.enabled\` |
| VerticalPodAutoscaler | with \`autoscaling.vpa.enabled\` |
| PrometheusRule | with \`monitoring.rules.enabled\` |

## Values of this chart

| Key | Type | Default | Description |
|---|---|---|---|
| \`doors\` | map | \`{"front":["a","b"]}\` | Who may come in, by name. |
| \`doors.back\` | map | \`{"open":false,"key":{}}\` | Off \\| on. |
| \`doors.side\` | map | \`{"handle":"x"}\` | With a child. |
| \`doors.side.lock\` | string | \`"5s"\` | Its lock. |
| \`plain\` | integer | \`1\` |  |

## Values that all charts share

They mean the same in every chart; defaults and reasons are those of this one.

| Key | Type | Default | Description |
|---|---|---|---|
| \`image\` | map |  | The image. |
| \`image.tag\` | string | \`"1.10"\` | Tag: \`<tag>@sha256:…\`. |
`);
});

test('a kind of workload names the roles that make it', () => {
  const chart = `{{- if .Values.a.enabled }}
- name: ""
  component: a
  kind: StatefulSet
  ports:
    - name: http
{{- end }}
{{- if .Values.b.enabled }}
- name: b
  kind: StatefulSet
  valuesKey: b
{{- end }}
{{- if .Values.c.enabled }}
- name: c
  kind: DaemonSet
{{- end }}
`;
  const kinds = kindsOf({ '_chart.tpl': chart });
  expect(kinds.slice(0, 2)).toEqual([
    { kind: 'StatefulSet', roles: ['a.enabled', 'b.enabled'] },
    { kind: 'DaemonSet', roles: ['c.enabled'] },
  ]);
  expect(kinds.map(({ kind }) => kind)).toContain('PodDisruptionBudget');
});

test('a chart without a component has no wave', () => {
  const readme = chartReadme({
    chart: { name: 'shop', description: '', type: 'application' },
    components: [],
    values: 'a: 1',
    schema: {},
    sharedKeys: [],
    templates: {},
  });
  expect(readme).toContain('| none | none | none | none | none |');
});

test('the README of the library lists each named template with the comment above it', () => {
  const templates = {
    '_a.tpl':
      '{{/* First\n of <a>. */}}\n{{- define "x.a" -}}\n{{/* inside */}}\n{{- end }}\n\n{{- define "x.bare" }}\n',
    '_b.tpl': '{{- /* Third. */ -}}\n{{ define "x.c" }}',
  };
  expect(namedTemplates(templates)).toEqual([
    { name: 'x.a', file: '_a.tpl', comment: 'First of <a>.' },
    { name: 'x.bare', file: '_a.tpl', comment: '' },
    { name: 'x.c', file: '_b.tpl', comment: 'Third.' },
  ]);
  const readme = libraryReadme({ name: 'x', description: 'X.', type: 'library' }, templates);
  expect(readme).toMatch(/^<!-- Made by npm run docs from templates\. -->\n# x\n\nX\.\n/);
  expect(readme).toContain('| `x.a` | `templates/_a.tpl` | First of &lt;a>. |');
});

test('every named template of the library says what it does', async () => {
  const [readme] = (await generatedFiles(toolkitRoot)).filter(
    ({ path }) => path === 'charts/common/README.md',
  );
  expect(readme?.content.match(/\| `common\.[\w.]+` \|/g)?.length).toBeGreaterThan(40);
  expect(readme?.content).not.toMatch(/\|\s*\|$/m);
});

describe.each(charts)('the kinds that the README of %s names', (chart) => {
  const names = readdirSync(join(toolkitRoot, 'charts', chart, 'templates'));
  const templates = Object.fromEntries(names.map((name) => [name, readChart(chart, `templates/${name}`)]));
  const kinds = kindsOf(templates);
  const defaults = keysOf(readChart(chart, 'values.yaml'));
  const isOn = (key: string) => defaults.some(({ path, value }) => path.join('.') === key && value === true);
  // Roles are as by default: not all of them can be one release.
  const switchedOff = kinds.filter(({ roles }) => roles && !roles.some(isOn)).map(({ kind }) => kind);
  const kindsWith = async (on: boolean, only?: string) => {
    const keys = [...new Set(kinds.flatMap(({ when }) => when ?? []))];
    const key = (name: string) =>
      (name === only ? !on : on) && !(name.includes('keda') && on && only !== name);
    const tree = keys.reduce<Values>((all, name) => merge(all, name.split('.'), key(name)), {});
    return [...new Set((await render(chart, tree)).map(({ kind }) => kind))].sort();
  };

  test('are those that are made with everything on', async () => {
    const expected = kinds.map(({ kind }) => kind).filter((kind) => kind !== 'ScaledObject');
    expect(await kindsWith(true)).toEqual(expected.filter((kind) => !switchedOff.includes(kind)).sort());
  });

  test('are made by their key alone', async () => {
    const always = kinds
      .filter(({ kind, when }) => !when && !switchedOff.includes(kind))
      .map(({ kind }) => kind);
    expect(await kindsWith(false)).toEqual([...always].sort());
    for (const { kind, when } of kinds.filter((item) => item.when)) {
      expect(await kindsWith(false, when), when).toContain(kind);
    }
  });
});

describe('the shared part of a schema', () => {
  const common = JSON.stringify({
    definitions: {
      image: { type: 'object', additionalProperties: false, properties: { tag: { type: 'string' } } },
      unused: { type: 'integer' },
    },
  });
  const own = { type: 'object', additionalProperties: false, properties: { front: { type: 'array' } } };
  const chart = (properties: Values) => JSON.stringify({ title: 'T', properties });
  const synced = (properties: Values) =>
    JSON.parse(withSharedSchema(chart(properties), common, values)) as Values;

  test('comes from the library, with all definitions; own keys stay', () => {
    const schema = synced({ image: { type: 'string' }, doors: own, plain: { type: 'integer' }, gone: {} });
    expect(schema.properties).toEqual({
      image: { $ref: '#/definitions/image' },
      doors: { ...own, required: ['front'] },
      plain: { type: 'integer' },
      common: { type: 'object', additionalProperties: false, properties: { global: { type: 'object' } } },
    });
    expect(schema.definitions).toEqual({
      image: { ...JSON.parse(common).definitions.image, required: ['tag'] },
      unused: { type: 'integer' },
    });
    expect(schema).toMatchObject({
      title: 'T',
      additionalProperties: false,
      required: ['image', 'doors', 'plain'],
    });
  });

  test('does not change when it is up to date', () => {
    const once = withSharedSchema(chart({ doors: own, plain: {} }), common, values);
    expect(withSharedSchema(once, common, values)).toBe(once);
  });
});

test('a stale file is a finding with its first differing line, a missing one without', () => {
  const files = [
    { path: 'a', content: '1\n2\n3\n', current: '1\n2\n3\n' },
    { path: 'b', content: '1\n2\n3\n', current: '1\nx\n3\n' },
    { path: 'c', content: '1\n' },
  ];
  const stale = { code: 'E_GENERATED_STALE', path: '', fix: '# npm run docs' };
  expect(staleFindings(files)).toEqual([
    { ...stale, file: 'b', line: 2, reason: 'this generated file is older than what it is made from' },
    { ...stale, file: 'c', reason: 'this generated file is missing' },
  ]);
});

describe('npm run docs', () => {
  test('is up to date here', async () => {
    expect(staleFindings(await generatedFiles(toolkitRoot))).toEqual([]);
  });

  test('--verify reports exactly the README of the chart whose comment changed; without it that file is written', () => {
    const change = {
      file: 'charts/loki/values.yaml',
      find: '# -- Bucket.',
      with: '# -- Name of the bucket.',
    };
    const root = commandIn(checkoutWith({ replace: [change] }));
    const readme = join(root, 'charts/loki/README.md');
    const before = readFileSync(readme, 'utf8');
    const line = before.split('\n').findIndex((text) => text.startsWith('| `storage.s3.bucket` |')) + 1;

    const verified = docs(root, '--verify');
    expect(verified.stdout).toBe(
      `E_GENERATED_STALE  charts/loki/README.md:${line}\n` +
        '  this generated file is older than what it is made from\n' +
        '  Please set:\n    # npm run docs\n\n17 generated files, 1 stale\n',
    );
    expect(verified.status).toBe(1);
    expect(readFileSync(readme, 'utf8')).toBe(before);

    const json = docs(root, '--verify', '--json');
    expect(JSON.parse(json.stdout).findings).toMatchObject([
      { code: 'E_GENERATED_STALE', file: 'charts/loki/README.md', line },
    ]);

    expect(docs(root)).toMatchObject({
      status: 0,
      stdout: 'wrote charts/loki/README.md\n17 generated files, 1 written\n',
    });
    expect(readFileSync(readme, 'utf8')).toBe(before.replace('| Bucket. |', '| Name of the bucket. |'));
    expect(docs(root, '--verify')).toMatchObject({ status: 0, stdout: '17 generated files, 0 stale\n' });
    removeCheckout(root);
  });

  test('a changed definition of the library makes every schema stale', async () => {
    const file = 'charts/common/values.schema.json';
    const root = checkoutWith({ replace: [{ file, find: '"maxLength": 150', with: '"maxLength": 149' }] });
    const files = staleFindings(await generatedFiles(root)).map((finding) => finding.file);
    expect(files).toEqual(charts.map((chart) => `charts/${chart}/values.schema.json`));
    removeCheckout(root);
  });

  test('a chart without README is reported', async () => {
    const root = checkoutWith({ remove: ['charts/mimir/README.md'] });
    expect(staleFindings(await generatedFiles(root))).toMatchObject([
      { file: 'charts/mimir/README.md', reason: 'this generated file is missing' },
    ]);
    removeCheckout(root);
  });
});

// The command with this toolkit's code in a checkout.
function commandIn(root: string): string {
  cpSync(join(toolkitRoot, 'scripts'), join(root, 'scripts'), { recursive: true });
  symlinkSync(join(toolkitRoot, 'node_modules'), join(root, 'node_modules'));
  writeFileSync(join(root, 'package.json'), '{"type": "module"}');
  return root;
}

function docs(root: string, ...flags: string[]) {
  // The tools that are here already: it renders the agent's chart.
  const env = { ...process.env, CACHE_FOLDER: cacheFolder, NO_COLOR: '1', FORCE_COLOR: undefined };
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/docs.ts', ...flags], {
    cwd: root,
    encoding: 'utf8',
    env,
  });
  expect(stderr).toBe('');
  return { status, stdout };
}

function merge(values: Values, [key = '', ...rest]: string[], value: boolean): Values {
  const inner = (values[key] ?? {}) as Values;
  return { ...values, [key]: rest.length > 0 ? merge(inner, rest, value) : value };
}
