// The agent's chart: its table of gadgets, and what Helm makes of some values.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError } from '../cli/errors.ts';
import type { Resource } from '../kubernetes/resource.ts';
import { toolkitRoot } from '../repository/root.ts';
import { runTool } from '../tools/run.ts';
import { machineYaml } from '../yaml/machine.ts';

/** A row of the chart's own table: the values key of the feature, and what of the kernel the gadget needs beyond BTF. */
export type GadgetRow = { feature: string; needs: string[] };

/** The chart's own table, by the names of the gadgets. */
export function gadgetTable(): Record<string, GadgetRow> {
  const text = readFileSync(join(toolkitRoot, 'charts/agent/templates/_gadgets.tpl'), 'utf8');
  const [, table = ''] = /define "agent\.gadgets\.table" -}}\n([\s\S]*?)\{\{- end }}/.exec(text) ?? [];
  const [rows] = machineYaml<Record<string, GadgetRow>>(table);
  return rows ?? {};
}

/** An instance of a gadget is a ConfigMap with this label, by which the daemon finds it. */
export function isGadget({ metadata }: Resource): boolean {
  return metadata.labels?.type === 'gadget-instance';
}

/**
 * What the chart of a checkout makes of a file of values.
 *
 * @throws CommandError with Helm's message
 */
export async function renderAgent(root: string, values: string): Promise<Resource[]> {
  const args = ['template', 'agent', join(root, 'charts/agent'), '--namespace', 'agent', '--values', values];
  const { exitCode, stdout, stderr } = await runTool('helm', args, root);
  if (exitCode !== 0) throw new CommandError(`E_TOOL helm: ${stderr.trim()}`);
  return machineYaml<Resource>(stdout);
}
