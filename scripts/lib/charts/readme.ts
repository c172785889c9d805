// The README of a chart.
import type { Values } from '../helm/values.ts';
import type { Component } from '../repository/components.ts';
import { isMap } from '../yaml/map.ts';
import { pathText } from '../yaml/path.ts';
import { isWithin, type Key, keysOf } from './keys.ts';
import { kindsOf, type MadeKind } from './kinds.ts';
import { code, prose, table } from './markdown.ts';
import { typeText } from './types.ts';

/** What Chart.yaml says of a chart. */
export type ChartFile = { name: string; description: string; type: string; appVersion?: string };

export type ReadmeInput = {
  chart: ChartFile;
  /** Its rows in the component table. */
  components: Component[];
  /** Text of values.yaml. */
  values: string;
  /** Parsed values.schema.json. */
  schema: Values;
  /** Keys that the library defines. */
  sharedKeys: string[];
  /** Text of the files under templates/, by name. */
  templates: Record<string, string>;
  /** A table of what its features may do on a node. */
  privileges?: string;
};

/** What the chart is, where it goes, what it makes, and every value. */
export function chartReadme({
  chart,
  components,
  values,
  schema,
  sharedKeys,
  templates,
  privileges,
}: ReadmeInput): string {
  const keys = keysOf(values);
  const isShared = ({ path }: Key) => sharedKeys.includes(path[0] ?? '');
  const valueTable = (part: Key[]) =>
    table(['Key', 'Type', 'Default', 'Description'], valueRows(part, schema));
  return [
    '<!-- Made by npm run docs from values.yaml. -->',
    `# ${chart.name}`,
    '',
    prose(chart.description),
    '',
    table(['Component', 'Version', 'Wave', 'Namespace', 'Pod Security'], facts(chart, components)),
    '',
    '## What it makes',
    '',
    table(['Kind', 'Made'], kindsOf(templates).map(kindRow)),
    '',
    ...(privileges ? [...privilegesSection, privileges, ''] : []),
    '## Values of this chart',
    '',
    valueTable(keys.filter((key) => !isShared(key))),
    '',
    '## Values that all charts share',
    '',
    'They mean the same in every chart; defaults and reasons are those of this one.',
    '',
    valueTable(keys.filter(isShared)),
    '',
  ].join('\n');
}

const privilegesSection = [
  '## What each feature may do on the node',
  '',
  'Made from the chart as it is rendered and from what `npm run doctor` asks for. A feature adds to the row of its engine. For kernels before 5.11 (`minimumKernel`), each engine that loads eBPF has `SYS_RESOURCE`, too.',
  '',
];

function facts({ appVersion }: ChartFile, components: Component[]): string[][] {
  const rows: Partial<Component>[] = components.length > 0 ? components : [{}];
  return rows.map(({ name, wave, namespace, podSecurity }) =>
    [name, appVersion, wave, namespace, podSecurity].map((text) => (text ? code(text) : 'none')),
  );
}

function kindRow({ kind, when, roles = [] }: MadeKind): string[] {
  const keys = when ? [when] : roles;
  return [kind, keys.length > 0 ? `with ${keys.map(code).join(' or ')}` : 'always'];
}

/** A row for each key with a comment, and for each top-level key. Keys without one are in the default of the next above. */
function valueRows(keys: Key[], schema: Values): string[][] {
  const listed = keys.filter(({ path, comment }) => path.length === 1 || comment);
  return listed.map(({ path, comment, value }) => {
    const below = listed.filter((key) => key.path.length > path.length && isWithin(key.path, path));
    const rest = below.reduce((left, key) => without(left, key.path.slice(path.length)), value);
    const shown = below.length > 0 && isEmpty(rest) ? '' : code(JSON.stringify(rest));
    return [code(pathText(path)), typeText(schema, path, value), shown, prose(comment ?? '')];
  });
}

// The value without the key at a path, nor the maps that are empty without it.
function without(value: unknown, [key = '', ...deeper]: string[]): unknown {
  if (!isMap(value) || !(key in value)) return value;
  const { [key]: inner, ...others } = value;
  const left = deeper.length > 0 ? without(inner, deeper) : {};
  return deeper.length === 0 || isEmpty(left) ? others : { ...value, [key]: left };
}

function isEmpty(value: unknown): boolean {
  return isMap(value) && Object.keys(value).length === 0;
}
