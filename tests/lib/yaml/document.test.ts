import { describe, expect, test } from 'vitest';
import { parseYaml } from '../../../scripts/lib/yaml/document.ts';

describe('data', () => {
  test.each([
    ['a: 1\nb: {c: [x, 2.5, true, null]}\n', { a: 1, b: { c: ['x', 2.5, true, null] } }],
    ['"a.b": {"c/d": x}\n', { 'a.b': { 'c/d': 'x' } }],
    ['a: &x {b: 1}\nc: *x\n', { a: { b: 1 }, c: { b: 1 } }],
    ['---\na: 1\n...\n', { a: 1 }],
    ['\ufeffa: 1\n', { a: 1 }],
    ['a: |\n  yes\n  no\n', { a: 'yes\nno\n' }],
    ['', null],
    ['# only a comment\n', null],
    ['---\n', null],
    ['- 1\n', [1]],
    ['text\n', 'text'],
  ])('%j', (text, data) => {
    const parsed = parseYaml(text);
    expect(parsed.problem).toBeUndefined();
    expect(parsed.data).toEqual(data);
  });
});

describe('a problem has its reason and its line', () => {
  test.each([
    ['a: 1\nb: 2\na: 3\n', 'Map keys must be unique', 3],
    ['a:\n  b: 1\n  b: 2\n', 'Map keys must be unique', 3],
    ['a:\n\tb: 1\n', 'Tabs are not allowed as indentation', 2],
    ['a: 1\n---\nb: 2\n', 'the file holds several documents, and only one is read', 2],
    ['a: 1\n---\n', 'the file holds several documents, and only one is read', 2],
    ['a: 1\nb: *x\n', 'Unresolved alias (the anchor must be set before the alias): x', 2],
    ['a: 1\nb: c: d\n', 'Nested mappings are not allowed in compact mappings', 2],
    ['a: [1\nb: 2\n', 'Flow sequence in block collection must be sufficiently indented and end with a ]', 2],
    [
      'a: 1\n---\nb: [\n',
      'Flow sequence in block collection must be sufficiently indented and end with a ]',
      4,
    ],
  ])('%j', (text, reason, line) => {
    expect(parseYaml(text)).toMatchObject({ data: undefined, problem: { reason, line } });
  });

  test('more aliases than any file needs', () => {
    const levels = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name, index, all) => {
      const below = index === 0 ? 'x' : `*${all[index - 1]}`;
      return `${name}: &${name} [${Array.from({ length: 9 }, () => below).join(', ')}]`;
    });
    expect(parseYaml(levels.join('\n'))).toMatchObject({
      data: undefined,
      problem: { reason: 'Excessive alias count indicates a resource exhaustion attack' },
    });
  });
});

describe('lineOf', () => {
  const { lineOf } = parseYaml(`# comment
storage:
  backend: s3
  "a.b/c": x
  list:
    - one
    - name: two
      deep: {er: 1}
alias: &x
  inside: 1
same: *x
`);

  test.each([
    [['storage', 'backend'], 3],
    [['storage', 'a.b/c'], 4],
    [['storage', 'list', 0], 6],
    [['storage', 'list', 1, 'name'], 7],
    [['storage', 'list', 1, 'deep', 'er'], 8],
    [['alias', 'inside'], 10],
    [['same'], 11],
  ])('%j is on line %d', (path, line) => {
    expect(lineOf(path)).toBe(line);
  });

  test.each([
    [['storage', 'backend', 'x'], 3],
    [['storage', 'list', 1, 'x', 'y'], 7],
    [['storage', 'list', 7], 6],
    [['same', 'inside'], 11],
    [['missing'], 2],
    [[], 2],
  ])('%j is not there: the nearest parent is on line %d', (path, line) => {
    expect(lineOf(path)).toBe(line);
  });

  test('of an empty file is 1', () => {
    expect(parseYaml('').lineOf(['a', 'b'])).toBe(1);
  });
});

describe('ambiguous', () => {
  const ambiguous = (text: string) => parseYaml(text).ambiguous;

  test('words that YAML 1.1 reads as booleans, keys included, wherever they are', () => {
    expect(ambiguous('a: yes\nlist: [on, {b: Off}]\nn: 1\n')).toEqual([
      { path: ['a'], text: 'yes', line: 1 },
      { path: ['list', 0], text: 'on', line: 2 },
      { path: ['list', 1, 'b'], text: 'Off', line: 2 },
      { path: ['n'], text: 'n', line: 3 },
    ]);
  });

  test.each(['y', 'Y', 'yes', 'YES', 'n', 'N', 'no', 'No', 'on', 'ON', 'off', 'OFF'])('%s', (word) => {
    expect(ambiguous(`a: ${word}\n`)).toEqual([{ path: ['a'], text: word, line: 1 }]);
  });

  test.each(['"yes"', "'no'", 'true', 'false', 'yes please', 'nose', '|\n  yes'])('not %j', (value) => {
    expect(ambiguous(`a: ${value}\n`)).toEqual([]);
  });

  // Helm and Argo CD read 1000, 10 and 3; this parser 1_000 (a text), 12 and 0b11 (a text).
  test.each(['1_000', '012', '0b11'])('%s is another number to Helm and Argo CD', (word) => {
    expect(ambiguous(`a: ${word}\n`)).toEqual([{ path: ['a'], text: word, line: 1 }]);
  });
});
