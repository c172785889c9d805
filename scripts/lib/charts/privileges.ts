// What each feature of the agent may do on a node, for its README: from the chart as Helm renders it, and from what the
// doctor asks of a kernel. Nothing here is written by hand, so that it cannot become untrue.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Engine } from '../doctor/features.ts';
import { fields, list, text } from '../kubernetes/guards.ts';
import { containers, workloads } from '../kubernetes/podspec.ts';
import type { Resource } from '../kubernetes/resource.ts';
import { gadgetTable, renderAgent } from './agentchart.ts';
import { type KernelNeed, kernelNeeds } from './kernelneeds.ts';
import { code, table } from './markdown.ts';

/** A feature, the values that switch it on beside `base`, and the doctor's names of what it is made of. */
type Feature = { name: string; base?: object; values: object; needs: KernelNeed };

/** A Markdown table with a row for each feature: what it adds to the row of its engine. */
export async function privilegesTable(root: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'privileges-'));
  try {
    const rows = await Promise.all(
      features().map(async ({ name, base, values, needs }, index) => {
        const of = (suffix: string, what: object) => {
          const file = join(folder, `${index}${suffix}.yaml`);
          writeFileSync(file, JSON.stringify(what));
          return renderAgent(root, file);
        };
        const [before, after] = await Promise.all([
          base ? of('base', base) : [],
          of('', { ...base, ...values }),
        ]);
        return [
          name,
          ...cells(...([before, after].map(own(needs.engine)) as [Privileges, Privileges])),
          kernelNeeds(needs),
        ];
      }),
    );
    return table(
      ['Feature', 'Capabilities', 'Folders of the node', 'Namespaces of the node', 'Kernel'],
      rows,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const off = { enabled: false };
const on = { enabled: true };
const tracerFeatures = Map.groupBy(Object.entries(gadgetTable()), ([, { feature }]) => feature);
const nothing = Object.fromEntries(
  [...tracerFeatures.keys(), 'events', 'profiling'].map((key) => [key, off]),
);

function features(): Feature[] {
  return [
    {
      name: 'the tracer itself',
      values: nothing,
      needs: { engine: 'tracer', features: ['profile_blockio'] },
    },
    ...[...tracerFeatures].sort().map(([feature, gadgets]): Feature => {
      const names = gadgets.map(([gadget]) => gadget);
      return {
        name: `${code(feature)}: ${names.map(code).join(', ')}`,
        base: nothing,
        values: { [feature]: on },
        needs: { engine: 'tracer', features: names },
      };
    }),
    ...engines,
  ];
}

const needs = (engine: Engine, ...names: string[]): KernelNeed => ({ engine, features: names });
const instrumentation = { instrumentation: on };

const engines: Feature[] = [
  {
    name: code('instrumentation'),
    values: { ...nothing, ...instrumentation },
    needs: needs('instrumentation', 'requests and traces'),
  },
  {
    name: code('instrumentation.networkFlows'),
    base: { ...nothing, ...instrumentation },
    values: { instrumentation: { ...on, networkFlows: on } },
    needs: needs('instrumentation', 'network flows'),
  },
  {
    name: code('instrumentation.tracePropagation'),
    base: { ...nothing, ...instrumentation, readOnly: false },
    values: { instrumentation: { ...on, tracePropagation: on } },
    needs: needs('instrumentation', 'trace propagation'),
  },
  {
    name: code('instrumentation.tracePropagation.go'),
    base: { ...nothing, instrumentation: { ...on, tracePropagation: on }, readOnly: false },
    values: { instrumentation: { ...on, tracePropagation: { ...on, go: true } } },
    needs: needs('instrumentation', 'trace propagation'),
  },
  {
    name: code('profiling'),
    values: { ...nothing, profiling: on },
    needs: needs('profiler', 'CPU profiles'),
  },
  {
    name: code('profiling.offCpuThreshold'),
    base: { ...nothing, profiling: on },
    values: { profiling: { ...on, offCpuThreshold: 0.1 } },
    needs: needs('profiler', 'off-CPU profiles'),
  },
  { name: code('kata'), values: { ...nothing, kata: on }, needs: needs('kata', 'metrics of sandboxes') },
  { name: code('gpu'), values: { ...nothing, gpu: on }, needs: needs('gpu', 'GPU metrics') },
  {
    name: code('gpu.profilingMetrics'),
    base: { ...nothing, gpu: on },
    values: { gpu: { ...on, profilingMetrics: on } },
    needs: needs('gpu', 'GPU metrics'),
  },
  { name: code('windows'), values: { ...nothing, windows: on }, needs: needs('windows') },
];

type Privileges = { capabilities: string[]; folders: string[]; namespaces: string[] };

// Of one engine's workload.
const own = (engine: Engine) => (resources: Resource[]) =>
  privilegesOf(
    resources.filter(({ metadata }) => metadata.labels?.['app.kubernetes.io/component'] === engine),
  );

function privilegesOf(resources: Resource[]): Privileges {
  const pods = workloads(resources);
  return {
    capabilities: pods.flatMap(({ podSpec, path }) =>
      containers(podSpec, path).flatMap(({ container }) =>
        list(fields(fields(container.securityContext).capabilities).add).map(text),
      ),
    ),
    folders: pods.flatMap(({ podSpec, path }) =>
      list(podSpec.volumes).flatMap((volume) => {
        const { name, hostPath } = fields(volume);
        if (!hostPath) return [];
        const writes = containers(podSpec, path).some(({ container }) =>
          list(container.volumeMounts).some(
            (mount) => fields(mount).name === name && fields(mount).readOnly !== true,
          ),
        );
        return [`${code(text(fields(hostPath).path))}${writes ? ' (written)' : ''}`];
      }),
    ),
    namespaces: pods.flatMap(({ podSpec }) =>
      ['hostPID', 'hostNetwork', 'hostIPC'].filter((field) => podSpec[field] === true),
    ),
  };
}

function cells(before: Privileges, after: Privileges): string[] {
  const added = (key: keyof Privileges) => [
    ...new Set(after[key].filter((item) => !before[key].includes(item))),
  ];
  return [
    added('capabilities').map(code).join(' '),
    added('folders').sort().join(' '),
    added('namespaces').map(code).join(' '),
  ];
}
