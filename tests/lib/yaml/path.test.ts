import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { pathText, pointerPath, yamlAt } from '../../../scripts/lib/yaml/path.ts';

test.each([
  [[], ''],
  [['spec'], 'spec'],
  [['spec', 'containers', 0, 'image'], 'spec.containers[0].image'],
  [['metadata', 'labels', 'app.kubernetes.io/name'], 'metadata.labels["app.kubernetes.io/name"]'],
  [['a-b', 'c_d'], 'a-b.c_d'],
  [['a', 'with "quotes"'], 'a["with \\"quotes\\""]'],
  [[0, 'a'], '[0].a'],
])('pathText(%j)', (path, text) => {
  expect(pathText(path)).toBe(text);
});

test.each([
  ['', []],
  ['/spec/ports/0/port', ['spec', 'ports', 0, 'port']],
  ['/metadata/labels/app.kubernetes.io~1name', ['metadata', 'labels', 'app.kubernetes.io/name']],
  ['/a~01', ['a~1']],
])('pointerPath(%j)', (pointer, path) => {
  expect(pointerPath(pointer)).toEqual(path);
});

describe('yamlAt', () => {
  test.each([
    [['image', 'tag'], '1.2.3', 'image:\n  tag: 1.2.3'],
    [['a', 0, 'b'], true, 'a:\n  - b: true'],
    [['a'], { b: [1] }, 'a:\n  b:\n    - 1'],
    [['a.b/c'], 'x', 'a.b/c: x'],
    [[], 'x', 'x'],
  ])('%j = %j', (path, value, yaml) => {
    expect(yamlAt(path, value)).toBe(yaml);
  });

  test('does not wrap long texts', () => {
    expect(yamlAt(['a'], 'word '.repeat(60))).not.toContain('\n');
  });

  test.each(['true', '1.0', '012', 'null', 'a: b', '#', '- x'])('the text %j stays a text', (text) => {
    expect(parse(yamlAt(['a'], text))).toEqual({ a: text });
  });

  // What is proposed goes into files that Helm reads.
  test.each(['yes', 'no', 'on', 'y'])('the text %j stays a text to YAML 1.1 too', (text) => {
    expect(parse(yamlAt(['a'], text), { version: '1.1' })).toEqual({ a: text });
  });
});
