// Which gadgets of the agent an environment runs.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { gadgetTable, isGadget, renderAgent } from '../charts/agentchart.ts';
import { toolkitRoot } from '../repository/root.ts';

/** Every gadget of the chart, with whether the environment runs it. An environment without agent runs none. */
export async function environmentGadgets(environment: string): Promise<Map<string, boolean>> {
  const values = join(toolkitRoot, 'environments', environment, 'agent.yaml');
  const resources = existsSync(values) ? await renderAgent(toolkitRoot, values) : [];
  const on = resources.filter(isGadget).map(({ metadata }) => metadata.labels?.name);
  return new Map(Object.keys(gadgetTable()).map((name) => [name, on.includes(name)]));
}
