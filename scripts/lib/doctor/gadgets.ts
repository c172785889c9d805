// The gadgets of the agent's chart, and which of them an environment runs.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError } from '../cli/errors.ts';
import type { Resource } from '../kubernetes/resource.ts';
import { toolkitRoot } from '../repository/root.ts';
import { runTool } from '../tools/run.ts';
import { machineYaml } from '../yaml/machine.ts';

/** Every gadget of the chart, with whether the environment runs it. An environment without agent runs none. */
export async function environmentGadgets(environment: string): Promise<Map<string, boolean>> {
  const values = join(toolkitRoot, 'environments', environment, 'agent.yaml');
  const on = existsSync(values) ? await rendered(values) : [];
  return new Map(Object.keys(gadgetTable()).map((name) => [name, on.includes(name)]));
}

/** A row of the chart's own table: the values key of the feature, and what of the kernel the gadget needs beyond BTF. */
export type GadgetRow = { feature: string; needs: string[] };

/** The chart's own table, by the names of the gadgets. */
export function gadgetTable(): Record<string, GadgetRow> {
  const text = readFileSync(join(chart, 'templates/_gadgets.tpl'), 'utf8');
  const [, table = ''] = /define "agent\.gadgets\.table" -}}\n([\s\S]*?)\{\{- end }}/.exec(text) ?? [];
  const [rows] = machineYaml<Record<string, GadgetRow>>(table);
  return rows ?? {};
}

const chart = join(toolkitRoot, 'charts/agent');

async function rendered(values: string): Promise<string[]> {
  const { exitCode, stdout, stderr } = await runTool(
    'helm',
    ['template', 'agent', chart, '--namespace', 'agent', '--values', values],
    toolkitRoot,
  );
  if (exitCode !== 0) throw new CommandError(`E_TOOL helm: ${stderr.trim()}`);
  return machineYaml<Resource>(stdout).flatMap(({ metadata }) =>
    metadata.labels?.type === 'gadget-instance' ? [metadata.labels.name ?? ''] : [],
  );
}
