// Every expected text is what Argo CD 3.6.1 makes of the template (its utils.Render, Go's text/template).
import { describe, expect, test } from 'vitest';
import { fillDeep, fillTemplate, TemplateError } from '../../../scripts/lib/argocd/gotemplate.ts';

const parameters = {
  name: 'loki',
  component: { name: 'loki', replicas: 3, on: true, none: null, list: ['a'], wave_1: 'x' },
};

describe('a field', () => {
  test.each([
    ['{{ .name }}', 'loki'],
    ['{{.name}}', 'loki'],
    ['{{\n.name\n}}', 'loki'],
    ['{{ .component.name }}', 'loki'],
    ['{{ .component.wave_1 }}', 'x'],
    ['charts/{{ .name }}/{{ .component.replicas }}', 'charts/loki/3'],
    ['{{ .component.on }}', 'true'],
    ['no action, { .name } and }}', 'no action, { .name } and }}'],
    ['', ''],
  ])('%j', (template, expected) => {
    expect(fillTemplate(template, parameters)).toBe(expected);
  });

  test.each([
    [1.5, '1.5'],
    [100000, '100000'],
    [1000000, '1e+06'],
    [123456789, '1.23456789e+08'],
    [0.00001, '1e-05'],
  ])('the number %d is written as Go writes it', (number, expected) => {
    expect(fillTemplate('{{ .number }}', { number })).toBe(expected);
  });

  test('is not filled again', () => {
    expect(fillTemplate('{{ .name }}', { name: '{{ .other }}', other: 'x' })).toBe('{{ .other }}');
  });

  test('is put in as it is, $& and $1 included', () => {
    expect(fillTemplate('a {{ .name }}', { name: '$& $1 $$' })).toBe('a $& $1 $$');
  });
});

describe('toJson', () => {
  const json = (value: unknown) => fillTemplate('{{ .value | toJson }}', { value });

  test('sorts keys at every depth and writes no spaces', () => {
    expect(json({ b: [{ d: 1, c: 'x' }], a: null, B: true })).toBe(
      '{"B":true,"a":null,"b":[{"c":"x","d":1}]}',
    );
  });

  test('sorts keys that look like numbers as texts', () => {
    expect(json({ b: 3, 9: 2, 10: 1 })).toBe('{"10":1,"9":2,"b":3}');
  });

  test('escapes what Go escapes', () => {
    expect(json('<a href="x">&\\ \u2028\u2029 \b\f\n\r\t\u0001\u007f é')).toBe(
      '"\\u003ca href=\\"x\\"\\u003e\\u0026\\\\ \\u2028\\u2029 \\b\\f\\n\\r\\t\\u0001\u007f é"',
    );
  });

  test('escapes in keys too', () => {
    expect(json({ '<': 1 })).toBe('{"\\u003c":1}');
  });

  test('writes numbers as Go does', () => {
    expect(json([1, 1.5, 1000000, 1e21, 1e-7, -0.5])).toBe('[1,1.5,1000000,1e+21,1e-7,-0.5]');
  });

  test.each([
    ['{{ .value | toJson }}', 'text', '"text"'],
    ['{{.value|toJson}}', 1, '1'],
    ['{{ .value |  toJson }}', [], '[]'],
    ['{{ .value | toJson }}', {}, '{}'],
  ])('%s of %j', (template, value, expected) => {
    expect(fillTemplate(template, { value })).toBe(expected);
  });
});

describe('what is not there is an error', () => {
  test.each([
    ['{{ .nothing }}', '{{ .nothing }}: there is no nothing'],
    ['{{ .component.nothing }}', '{{ .component.nothing }}: there is no nothing'],
    ['{{ .name.first }}', '{{ .name.first }}: there is no first'],
    ['{{ .nothing | toJson }}', '{{ .nothing | toJson }}: there is no nothing'],
    ['{{ .component.none }}', '{{ .component.none }} is empty'],
    ['{{ .component.none.deeper }}', '{{ .component.none.deeper }}: there is no deeper'],
    ['{{ .toString }}', '{{ .toString }}: there is no toString'],
    ['{{ .__proto__ }}', '{{ .__proto__ }}: there is no __proto__'],
    ['{{ .component.list.length }}', '{{ .component.list.length }}: there is no length'],
  ])('%s', (template, message) => {
    expect(() => fillTemplate(template, parameters)).toThrow(new TemplateError(message));
  });
});

describe('everything else of Go templates is an error', () => {
  const form = 'is not of the form {{ .field }} or {{ .field | toJson }}';

  test.each([
    ['{{ . }}', `{{ . }} ${form}`],
    ['{{ }}', `{{ }} ${form}`],
    ['{{- .name -}}', `{{- .name -}} ${form}`],
    ['{{/* comment */}}', `{{/* comment */}} ${form}`],
    ['{{ "text" }}', `{{ "text" }} ${form}`],
    ['{{ $.name }}', `{{ $.name }} ${form}`],
    ['{{ $x := .name }}', `{{ $x := .name }} ${form}`],
    ['{{ index .component.list 0 }}', `{{ index .component.list 0 }} ${form}`],
    ['{{ toJson .component }}', `{{ toJson .component }} ${form}`],
    ['{{ .name | toJson | quote }}', `{{ .name | toJson | quote }} ${form}`],
    ['{{ .name | default "x" }}', `{{ .name | default "x" }} ${form}`],
    ['{{ if .name }}x{{ end }}', `{{ if .name }} ${form}`],
    ['{{ .component.list.0 }}', `{{ .component.list.0 }} ${form}`],
    ['{{ .name | upper }}', '{{ .name | upper }} uses the function upper, only toJson is supported'],
    ['{{ .component }}', '{{ .component }} is not a single value'],
    ['{{ .component.list }}', '{{ .component.list }} is not a single value'],
    ['{{ .name', `{{ .name ${form}`],
    ['charts/{{ .name }}/{{ .name }', `{{ .name } ${form}`],
  ])('%s', (template, message) => {
    expect(() => fillTemplate(template, parameters)).toThrow(new TemplateError(message));
  });
});

test('fillDeep fills keys and values at every depth and leaves other values alone', () => {
  const value = { '{{ .name }}': ['{{ .name }}', 1, true, null, { deep: '{{ .component.name }}' }] };
  expect(fillDeep(value, parameters)).toEqual({ loki: ['loki', 1, true, null, { deep: 'loki' }] });
});
