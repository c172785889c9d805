import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { valuesFile } from '../../../../scripts/lib/cluster/cluster.ts';
import { leaveOut } from '../../../../scripts/lib/cluster/commit/leaveout.ts';

let tree: string;
const fileOf = (component: string) => join(tree, valuesFile(component));
const edit = (component: string, value: unknown, because: string) => ({
  component,
  path: ['profiling', 'enabled'],
  value,
  because,
});

beforeEach(() => {
  tree = mkdtempSync(join(tmpdir(), 'leaveout-'));
  mkdirSync(dirname(fileOf('agent')), { recursive: true });
  for (const component of ['agent', 'tempo']) writeFileSync(fileOf(component), '# Nothing differs.\n');
});

afterEach(() => rmSync(tree, { recursive: true }));

test('a component without its file is not edited', () => {
  rmSync(fileOf('agent'));
  expect(leaveOut(tree, ['tempo'], [], [edit('agent', false, 'no image')])).toEqual({
    changes: [],
    made: [],
  });
});

test('neither is one that is left out', () => {
  const omitted = [{ component: 'tempo', images: ['tempo:1'] }];
  const { made } = leaveOut(tree, ['agent', 'tempo'], omitted, [edit('tempo', false, 'no image')]);
  expect(made).toEqual([]);
  expect(existsSync(fileOf('tempo'))).toBe(false);
});

test('two reasons for one setting are one edit, and the first reason is told', () => {
  const others = [edit('agent', false, 'no image'), edit('agent', false, 'nothing takes it')];
  expect(leaveOut(tree, ['agent'], [], others).made).toEqual([edit('agent', false, 'no image')]);
  expect(readFileSync(fileOf('agent'), 'utf8')).toContain('profiling:\n  enabled: false');
});
