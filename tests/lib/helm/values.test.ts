// Values as the real Helm merges them: each case is rendered by `helm template` and compared.
import { expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { mergeValues } from '../../../scripts/lib/helm/values.ts';
import { runTool } from '../../../scripts/lib/tools/run.ts';
import { folderWith } from '../helpers.ts';

const defaults = {
  number: 1,
  text: 'a',
  list: [1, { a: 1 }],
  map: { x: 1, deep: { z: 2, w: 3 } },
  empty: {},
};

async function helmMerges(over: object, base: object = defaults): Promise<unknown> {
  const folder = folderWith({
    'c/Chart.yaml': 'apiVersion: v2\nname: c\nversion: 0.1.0\n',
    'c/values.yaml': stringify(base),
    'c/templates/values.yaml': '{{ toYaml .Values }}\n',
    'over.yaml': stringify(over),
  });
  const { stdout } = await runTool('helm', ['template', 'c', '--values', 'over.yaml'], folder);
  return parse(stdout);
}

test.each([
  [{}],
  [{ number: 2, text: 'b' }],
  [{ fresh: { a: 1 } }],
  [{ map: { x: 5 } }],
  [{ map: { deep: { z: 9 }, fresh: true } }],
  [{ list: [3] }],
  [{ list: [] }],
  [{ empty: { a: 1 } }],
  [{ map: {} }],
  [{ number: { a: 1 } }],
  [{ text: null }],
  [{ map: null }],
  [{ map: { x: null } }],
  [{ map: { deep: { z: null } } }],
  [{ map: { deep: null } }],
  [{ list: null }],
  [{ list: [null, 1] }],
  [{ fresh: null }],
  [{ map: { fresh: null } }],
  [{ fresh: { a: null, b: 1 } }],
  [{ number: { a: null } }],
])('%j', async (over) => {
  expect(mergeValues(defaults, over)).toEqual(await helmMerges(over));
});

test('a null among the defaults is dropped', async () => {
  const base = { a: null, map: { b: null, c: 1 } };
  expect(mergeValues(base, {})).toEqual(await helmMerges({}, base));
});

test('changes neither input', () => {
  const before = structuredClone(defaults);
  const over = { map: { x: null, fresh: { a: 1 } } };
  mergeValues(defaults, over);
  expect(defaults).toEqual(before);
  expect(over).toEqual({ map: { x: null, fresh: { a: 1 } } });
});
