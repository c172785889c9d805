// What Helm really prints, as a finding: never a Go template trace.
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Finding } from '../../../scripts/lib/findings/finding.ts';
import { helmFinding } from '../../../scripts/lib/helm/problem.ts';
import { toolkitRoot } from '../../../scripts/lib/repository/root.ts';
import { runTool } from '../../../scripts/lib/tools/run.ts';
import { type Files, folderWith } from '../helpers.ts';

const place = { file: 'environments/demo/c.yaml', environment: 'demo', application: 'demo-c' };

/** The finding for a chart with this template and these other files. */
async function finding(template: string, files: Files = {}): Promise<Finding> {
  const folder = folderWith({
    'c/Chart.yaml': 'apiVersion: v2\nname: c\nversion: 0.1.0\n',
    'c/values.yaml': 'a: 1\nmap: {b: 1}\nlist: []\n',
    'c/templates/t.yaml': template,
    'over.yaml': '{}\n',
    ...files,
  });
  cpSync(join(toolkitRoot, 'charts/common'), join(folder, 'c/charts/common'), { recursive: true });
  const { exitCode, stderr } = await runTool('helm', ['template', 'c', '--values', 'over.yaml'], folder);
  expect(exitCode).toBe(1);
  const found = helmFinding(stderr, place, 'charts/c');
  expect(JSON.stringify(found)).not.toMatch(/executing|execution|error calling|--debug|\/tmp\//);
  return found;
}

test('common.fail: its own code, path, reason and YAML', async () => {
  const fail =
    '{{ include "common.fail" (dict "code" "E_DEMO" "path" "a.b" "reason" "a: b is bad" "fix" "a:\\n  b: 2") }}\n';
  expect(await finding(fail)).toEqual({
    ...place,
    code: 'E_DEMO',
    path: 'a.b',
    reason: 'a: b is bad',
    fix: 'a:\n  b: 2',
  });
});

test('common.fail from within another template', async () => {
  const template = `{{ define "inner" }}{{ include "common.fail" (dict "code" "E_DEMO" "path" "a" "reason" "bad" "fix" "a: 2") }}{{ end }}
{{ include "inner" . }}
`;
  expect(await finding(template)).toEqual({
    ...place,
    code: 'E_DEMO',
    path: 'a',
    reason: 'bad',
    fix: 'a: 2',
  });
});

test('a schema violation', async () => {
  const schema = {
    properties: { a: { type: 'string' }, map: { properties: { 'x/y': { type: 'integer' } } } },
  };
  const files = { 'c/values.schema.json': JSON.stringify(schema), 'over.yaml': '{}\n' };
  expect(await finding('', files)).toEqual({
    ...place,
    code: 'E_HELM_SCHEMA',
    path: 'a',
    reason: 'a: got number, want string',
    fix: '# see values.schema.json of the chart, a',
  });
});

test('a schema violation at the root, and one at a key with a slash', async () => {
  const schema = { required: ['z'], properties: { map: { properties: { 'x/y': { type: 'integer' } } } } };
  const files = { 'c/values.schema.json': JSON.stringify(schema) };
  expect((await finding('', files)).reason).toBe("missing property 'z'");
  const slash = await finding('', { ...files, 'over.yaml': 'z: 1\nmap: {x/y: text}\n' });
  expect(slash).toMatchObject({ path: 'map["x/y"]', reason: 'map["x/y"]: got string, want integer' });
});

test.each<[string, string, string]>([
  [
    'a value below a missing one',
    'x: {{ .Values.none.deep }}\n',
    '<.Values.none.deep>: nil pointer evaluating interface {}.deep',
  ],
  [
    'a value below a missing one, in another template',
    '{{ define "h" }}{{ .Values.none.deep }}{{ end }}x: {{ include "h" . }}\n',
    '<.Values.none.deep>: nil pointer evaluating interface {}.deep',
  ],
  [
    'a value below one that is no map',
    'x: {{ .Values.a.b }}\n',
    "<.Values.a.b>: can't evaluate field b in type interface {}",
  ],
  ['required', 'x: {{ required "please set none" .Values.none }}\n', 'please set none'],
  ['fail with colons', 'x: {{ fail "first: second: third" }}\n', 'first: second: third'],
  [
    'a template that is not there',
    'x: {{ include "nope" . }}\n',
    '<include "nope" .>: no template "nope" associated with template "gotpl"',
  ],
  ['a function that is not there', 'x: {{ .Values.a | nope }}\n', 'function "nope" not defined'],
  [
    'a function that fails',
    'x: {{ index .Values.list 7 }}\n',
    '<index .Values.list 7>: index out of range: 7',
  ],
  ['a template that is not closed', '{{ .Values.a', 'unclosed action'],
])('%s: the template, its line and the cause', async (_, template, reason) => {
  expect(await finding(template)).toEqual({
    ...place,
    code: 'E_HELM_RENDER',
    file: 'charts/c/templates/t.yaml',
    line: 1,
    path: '',
    reason,
    fix: '# a template that Helm can render',
  });
});

test('output that is no YAML', async () => {
  expect(await finding('a: b: c\n')).toEqual({
    ...place,
    code: 'E_HELM_RENDER',
    file: 'charts/c/templates/t.yaml',
    path: '',
    reason: 'error converting YAML to JSON: yaml: mapping values are not allowed in this context',
    fix: '# a template that Helm can render',
  });
});

test('a values file that is no YAML', async () => {
  expect(await finding('', { 'over.yaml': 'a:\n\tb: 1\n' })).toMatchObject({
    code: 'E_HELM_RENDER',
    reason:
      'failed to parse over.yaml: cannot unmarshal yaml document: error converting YAML to JSON: yaml: line 2: found character that cannot start any token',
  });
});

test('a values file that holds a list', async () => {
  expect((await finding('', { 'over.yaml': '- 1\n' })).reason).toContain('failed to parse over.yaml: ');
});

test('warnings of Helm are not taken for the problem', () => {
  const stderr =
    'level=WARN msg="cannot overwrite table"\nError: open nope.yaml: no such file or directory\n';
  expect(helmFinding(stderr, place, 'charts/c').reason).toBe('open nope.yaml: no such file or directory');
});
