// As Argo CD 3.6.1 generates parameters; see its applicationset/generators/{list,git,matrix}.go.
import { describe, expect, test } from 'vitest';
import { type Generator, generate, type ReadFile } from '../../../scripts/lib/argocd/generators.ts';
import { TemplateError } from '../../../scripts/lib/argocd/gotemplate.ts';

const list = (...elements: { [key: string]: unknown }[]): Generator => ({ list: { elements } });
const git = (pathParamPrefix: string, ...paths: string[]): Generator => ({
  git: { repoURL: 'r', revision: 'v', pathParamPrefix, files: paths.map((path) => ({ path })) },
});
const matrix = (...generators: Generator[]): Generator => ({ matrix: { generators } });
const reader =
  (files: { [path: string]: unknown }): ReadFile =>
  (path) =>
    files[path];
const nothing = reader({});

test('list: its elements, in order', () => {
  expect(generate(list({ b: 1 }, { a: { c: 2 } }), nothing)).toEqual([{ b: 1 }, { a: { c: 2 } }]);
});

describe('git files', () => {
  test('the content of a file, with where it is under the prefix', () => {
    const read = reader({ 'environments/local/environment.yaml': { global: { tenant: 'local' } } });
    expect(generate(git('environment', 'environments/local/environment.yaml'), read)).toEqual([
      {
        global: { tenant: 'local' },
        environment: {
          path: {
            path: 'environments/local',
            basename: 'local',
            filename: 'environment.yaml',
            segments: ['environments', 'local'],
          },
        },
      },
    ]);
  });

  test('files in the order of their paths, missing ones left out', () => {
    const read = reader({ 'b/x.yaml': { n: 2 }, 'a/x.yaml': { n: 1 } });
    const found = generate(git('p', 'b/x.yaml', 'none.yaml', 'a/x.yaml'), read);
    expect(found.map(({ n }) => n)).toEqual([1, 2]);
  });

  test('a path that is there twice is read once', () => {
    expect(generate(git('p', 'a/x.yaml', 'a/x.yaml'), reader({ 'a/x.yaml': {} }))).toHaveLength(1);
  });

  test('an empty file has no parameters but its place', () => {
    expect(Object.keys(generate(git('p', 'a/x.yaml'), reader({ 'a/x.yaml': {} }))[0] ?? {})).toEqual(['p']);
  });

  test('the place wins over a key of the file with the name of the prefix', () => {
    const [found] = generate(git('p', 'a/x.yaml'), reader({ 'a/x.yaml': { p: 'mine' } }));
    expect(found).toMatchObject({ p: { path: { path: 'a' } } });
  });
});

describe('matrix', () => {
  test('every pair, the first generator outermost', () => {
    const found = generate(matrix(list({ a: 1 }, { a: 2 }), list({ b: 1 }, { b: 2 })), nothing);
    expect(found).toEqual([
      { a: 1, b: 1 },
      { a: 1, b: 2 },
      { a: 2, b: 1 },
      { a: 2, b: 2 },
    ]);
  });

  test('the second generator is filled with the parameters of the first', () => {
    const read = reader({ 'environments/loki.yaml': { found: true } });
    const found = generate(
      matrix(list({ name: 'loki' }, { name: 'mimir' }), git('v', 'environments/{{ .name }}.yaml')),
      read,
    );
    expect(found).toMatchObject([{ name: 'loki', found: true }]);
  });

  test('an inner matrix gives its parameters to the outer one', () => {
    const inner = matrix(list({ a: 'x' }), list({ b: '{{ .a }}y' }));
    expect(generate(matrix(inner, list({ c: '{{ .a }}{{ .b }}' })), nothing)).toEqual([
      { a: 'x', b: 'xy', c: 'xxy' },
    ]);
  });

  test('what the first does not have is an error', () => {
    expect(() => generate(matrix(list({ a: 1 }), list({ b: '{{ .c }}' })), nothing)).toThrow(
      new TemplateError('{{ .c }}: there is no c'),
    );
  });

  test('without parameters of the first there are none', () => {
    expect(generate(matrix(git('p', 'none.yaml'), list({ a: 1 })), nothing)).toEqual([]);
  });
});

describe('precedence in a matrix', () => {
  const over = (winner: { [key: string]: unknown }, file: unknown) => {
    const [found] = generate(matrix(list(winner), git('p', 'x.yaml')), reader({ 'x.yaml': file }));
    const { p: _, ...rest } = found ?? {};
    return rest;
  };

  test('a file cannot change a row of the component table, only add to it', () => {
    const component = { name: 'loki', wave: 'storage', project: 'data' };
    expect(over({ component }, { component: { wave: 'ui', extra: 1 }, other: true })).toEqual({
      component: { ...component, extra: 1 },
      other: true,
    });
  });

  test('nor replace it by something else', () => {
    const component = { name: 'loki' };
    expect(over({ component }, { component: 'mine' })).toEqual({ component });
    expect(over({ component }, { component: ['mine'] })).toEqual({ component });
    expect(over({ component: 'table' }, { component: { name: 'mine' } })).toEqual({ component: 'table' });
  });

  test('lists are replaced, not joined', () => {
    expect(over({ list: [1] }, { list: [2, 3] })).toEqual({ list: [1] });
  });

  test.each([
    ['', 'file'],
    [false, true],
    [0, 5],
    [[], [1]],
    [null, 'file'],
    [{}, 5],
  ])('the empty value %j of the table wins over %j too', (empty, value) => {
    expect(over({ a: empty, b: { c: empty } }, { a: value, b: { c: value } })).toEqual({
      a: empty,
      b: { c: empty },
    });
  });

  test('an empty map adds nothing and takes nothing away', () => {
    expect(over({ a: {} }, { a: { b: 1 } })).toEqual({ a: { b: 1 } });
    expect(over({ a: { b: 1 } }, { a: {} })).toEqual({ a: { b: 1 } });
    expect(over({ a: { b: 1 } }, { a: null })).toEqual({ a: { b: 1 } });
  });

  test('merging changes neither input', () => {
    const row = { component: { name: 'loki' } };
    const file = { component: { extra: 1 } };
    over(row, file);
    expect([row, file]).toEqual([{ component: { name: 'loki' } }, { component: { extra: 1 } }]);
  });
});
