import { expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Resource } from '../../../scripts/lib/kubernetes/resource.ts';
import { componentTable } from '../../../scripts/lib/repository/components.ts';

const set = (generators: string): Resource =>
  parse(`{kind: ApplicationSet, metadata: {name: a}, spec: {generators: ${generators}}}`) as Resource;

const row = (name: string) =>
  `{component: {name: ${name}, chart: c, namespace: n, wave: w, project: p, podSecurity: restricted}}`;

test('the rows of the list, in their order, however deep it is', () => {
  const list = `{list: {elements: [${row('b')}, ${row('a')}]}}`;
  const names = (generators: string) => componentTable(set(generators)).map(({ name }) => name);
  expect(names(`[${list}]`)).toEqual(['b', 'a']);
  expect(
    names(`[{matrix: {generators: [{matrix: {generators: [${list}, {git: {}}]}}, {git: {}}]}}]`),
  ).toEqual(['b', 'a']);
});

test('a whole row', () => {
  expect(componentTable(set(`[{list: {elements: [${row('a')}]}}]`))).toEqual([
    { name: 'a', chart: 'c', namespace: 'n', wave: 'w', project: 'p', podSecurity: 'restricted' },
  ]);
});

test.each(['[]', 'null', '[null]', '[{git: {}}]', '[{list: {elements: [{other: 1}]}}]', '[{matrix: {}}]'])(
  '%s has no table',
  (generators) => {
    expect(componentTable(set(generators))).toEqual([]);
  },
);
