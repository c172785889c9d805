import { readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { type Key, keysOf } from '../../scripts/lib/charts/keys.ts';
import { toolkitRoot } from '../../scripts/lib/repository/root.ts';
import { isMap } from '../../scripts/lib/yaml/map.ts';
import { charts, readChart } from './charts.ts';

const filesOfEveryChart = [
  '.helmignore',
  'Chart.yaml',
  'README.md',
  'ci/default-values.yaml',
  'templates/_chart.tpl',
  'templates/_config.tpl',
  'templates/_validations.tpl',
  'templates/autoscaling.yaml',
  'templates/configmap.yaml',
  'templates/monitoring.yaml',
  'templates/networkpolicy.yaml',
  'templates/poddisruptionbudget.yaml',
  'templates/rbac.yaml',
  'templates/service.yaml',
  'templates/serviceaccount.yaml',
  'templates/validations.yaml',
  'templates/workload.yaml',
  'values.schema.json',
  'values.yaml',
];

/** What a chart has beyond that: parts of its configuration, and objects that no other chart has. */
const moreFiles: Record<string, string[]> = {
  agent: [
    ...['files/check.sh', 'files/rules.yaml'],
    ...[
      'engines',
      'features',
      'gadgets',
      'gpu',
      'health',
      'instrumentation',
      'instrumentation-config',
      'kata',
      'output',
      'parameters',
      'platform',
      'privileges',
      'profiler',
      'profiler-config',
      'tracer',
      'volumes',
      'windows',
    ].map((name) => `templates/_${name}.tpl`),
    'templates/gadgets.yaml',
    'templates/platform.yaml',
  ],
  collector: [
    'templates/_cluster.tpl',
    'templates/_destinations.tpl',
    'templates/_node.tpl',
    'templates/_processors.tpl',
    'templates/_workload.tpl',
  ],
  grafana: ['templates/_datasources.tpl', 'templates/_links.tpl'],
};

/** Comments that say in every chart something else, and how all of them begin. */
const openings: Record<string, string> = {
  replicas: 'Pods. ',
  terminationGracePeriodSeconds: 'Seconds ',
  probes: 'How long and how often the kubelet asks. What it asks is fixed: ',
  persistence: 'The data volume',
  storage: 'Where ',
  retention: 'How long ',
};

/** Charts that add to the comment that all share why their default is what it is. */
const reasons: Record<string, string[]> = {
  'global.tenant': ['collector', 'grafana'],
  'image.tag': ['agent', 'collector', 'grafana', 'loki', 'pyroscope'],
  'image.fullPath': ['agent'],
  updateStrategy: ['agent'],
  resources: ['agent', 'collector'],
  podSecurityContext: ['mimir'],
  'podSecurityContext.seccompProfile': ['agent'],
  initContainers: ['agent'],
  tolerations: ['agent'],
  priorityClassName: ['agent'],
  'networkPolicy.ingress': ['agent', 'grafana'],
  'networkPolicy.extraEgress': ['agent', 'mimir'],
  'probes.startup': ['mimir', 'pyroscope'],
  'storage.s3': ['mimir'],
  extraConfig: ['collector'],
};

/** Charts in which a key means something else: the agent runs on every node, as root, without data. */
const ownComments: Record<string, string[]> = {
  podSecurityContext: ['agent'],
  securityContext: ['agent'],
  'securityContext.capabilities': ['agent'],
  'podDisruptionBudget.enabled': ['agent'],
  'autoscaling.hpa.enabled': ['agent'],
  'autoscaling.keda.enabled': ['agent'],
  'persistence.enabled': ['agent', 'grafana', 'pyroscope'],
  'persistence.size': ['agent'],
  extraConfig: ['grafana', 'object-storage'],
  multitenancy: ['mimir'],
};

/** Objects in the form of the product, of which a schema knows only what must be there. */
const open: Record<string, string[]> = {
  mimir: ['#/properties/alertmanager/properties/fallbackConfig'],
};

const definitions = JSON.parse(readChart('common', 'values.schema.json')).definitions as Record<
  string,
  unknown
>;
const sharedKeys = new Map(
  charts.map((chart) => [
    chart,
    keysOf(readChart(chart, 'values.yaml')).filter(({ path: [first = ''] }) => first in definitions),
  ]),
);

describe.each(charts)('%s', (chart) => {
  test('has the files that every chart has', () => {
    const files = filesUnder(chart).filter((file) => !/^(ci\/(?!default-)|charts\/)/.test(file));
    expect(files).toEqual([...filesOfEveryChart, ...(moreFiles[chart] ?? [])].sort());
  });

  test('links to the library', () => {
    expect(readlinkSync(join(toolkitRoot, 'charts', chart, 'charts/common'))).toBe('../../common');
  });

  test('its cases are named <case>-values.yaml and say on the first line what they are', () => {
    for (const file of filesUnder(chart).filter((name) => name.startsWith('ci/'))) {
      expect(file).toMatch(/^ci\/[a-z0-9-]+-values\.yaml$/);
      expect(readChart(chart, file)).toMatch(/^# [A-Z]/);
    }
  });

  test('every key of the first two levels has a comment', () => {
    const bare = keysOf(readChart(chart, 'values.yaml')).filter(
      ({ path, comment }) => path.length < 3 && !comment,
    );
    expect(bare.map(({ path }) => path)).toEqual([]);
  });

  test('every comment is a sentence', () => {
    const keys = keysOf(readChart(chart, 'values.yaml'));
    const texts = keys.flatMap(({ comment }) => comment ?? []);
    expect(texts.filter((text) => !/^[A-Z`].*[.`]$/.test(text))).toEqual([]);
  });

  test('templates are short', () => {
    for (const file of filesUnder(chart).filter((name) => name.startsWith('templates/'))) {
      expect(readChart(chart, file).split('\n').length, file).toBeLessThan(130);
    }
  });

  test('templates that make objects are one include', () => {
    for (const file of filesUnder(chart).filter((name) => /^templates\/.*\.yaml$/.test(name))) {
      expect(readChart(chart, file), file).toMatch(/^\{\{- include "[a-z.-]+" \. }}\n$/);
    }
  });
});

describe.each(['common', ...charts])('values.schema.json of %s', (chart) => {
  const schema = JSON.parse(readChart(chart, 'values.schema.json')) as Record<string, unknown>;

  test('is a draft-07 schema', () => {
    const ajv = new Ajv({ strict: false });
    expect(schema.$schema).toBe('http://json-schema.org/draft-07/schema#');
    expect(ajv.validateSchema(schema), ajv.errorsText()).toBe(true);
    expect(() => ajv.compile(schema)).not.toThrow();
  });

  test('is closed at every level', () => {
    expect(openObjects(schema, '#')).toEqual(open[chart] ?? []);
  });
});

describe('shared keys', () => {
  test('come in the same order in every chart', () => {
    for (const chart of charts) {
      for (const other of charts) {
        const inBoth = names(chart).filter((name) => names(other).includes(name));
        expect(inBoth, `${chart} and ${other}`).toEqual(names(other).filter((name) => inBoth.includes(name)));
      }
    }
  });

  test('are in every chart, but for what only some products know', () => {
    const optional = ['multitenancy', 'quantity', 'memory', 'duration', 'replicas', 'retention', 'storage'];
    const everywhere = Object.keys(definitions).filter((name) => !optional.includes(name));
    for (const chart of charts) expect(topLevel(chart), chart).toEqual(expect.arrayContaining(everywhere));
  });

  test.each(sharedPaths())('%s has the same comment in every chart', (path) => {
    const comments = commentsAt(path);
    const opening = openings[path];
    if (opening !== undefined) {
      for (const [chart, comment] of comments)
        expect(comment, chart).toMatch(new RegExp(`^${escaped(opening)}`));
      return;
    }
    const differing = [...(reasons[path] ?? []), ...(ownComments[path] ?? [])];
    const same = new Set(
      comments.filter(([chart]) => !differing.includes(chart)).map(([, comment]) => comment),
    );
    expect([...same]).toHaveLength(1);
    const [shared = ''] = same;
    for (const [chart, comment] of comments) {
      if (reasons[path]?.includes(chart))
        expect(comment?.startsWith(`${shared} `), `${chart}: ${comment}`).toBe(true);
      if (ownComments[path]?.includes(chart))
        expect(comment?.startsWith(shared), `${chart}: ${comment}`).toBe(false);
    }
  });

  test('every exception is about a key and a chart that exist', () => {
    for (const path of Object.keys(openings)) expect(sharedPaths()).toContain(path);
    for (const [path, names] of [...Object.entries(reasons), ...Object.entries(ownComments)]) {
      expect(
        commentsAt(path).map(([chart]) => chart),
        path,
      ).toEqual(expect.arrayContaining(names));
    }
  });
});

function filesUnder(chart: string): string[] {
  return readdirSync(join(toolkitRoot, 'charts', chart), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(toolkitRoot, 'charts', chart).length + 1))
    .sort();
}

function names(chart: string): string[] {
  return (sharedKeys.get(chart) ?? []).map(({ path }) => path.join('.'));
}

function topLevel(chart: string): string[] {
  return names(chart).filter((name) => !name.includes('.'));
}

function sharedPaths(): string[] {
  const commented = [...sharedKeys.values()].flat().filter(({ comment }: Key) => comment);
  const paths = new Set(commented.map(({ path }) => path.join('.')));
  return [...paths].filter((path) => commentsAt(path).length > 1);
}

// Charts that have the key, each with its comment.
function commentsAt(path: string): [string, string | undefined][] {
  return charts.flatMap((chart) => {
    const key = sharedKeys.get(chart)?.find((item) => item.path.join('.') === path);
    return key ? [[chart, key.comment] as [string, string | undefined]] : [];
  });
}

function openObjects(schema: unknown, place: string): string[] {
  if (Array.isArray(schema)) return schema.flatMap((item, index) => openObjects(item, `${place}/${index}`));
  if (!isMap(schema)) return [];
  const closed = schema.additionalProperties === false || isMap(schema.propertyNames);
  const isObject = isMap(schema.properties) && !place.endsWith('/properties');
  const inner = Object.entries(schema).flatMap(([key, value]) => openObjects(value, `${place}/${key}`));
  return isObject && !closed ? [place, ...inner] : inner;
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
