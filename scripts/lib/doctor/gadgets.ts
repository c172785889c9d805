// Which gadgets are on unless an environment says otherwise.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toolkitRoot } from '../repository/root.ts';
import { machineYaml } from '../yaml/machine.ts';

/** Every gadget of the agent's chart, with whether it is on by default. */
export function chartGadgets(): Map<string, boolean> {
  const text = readFileSync(join(toolkitRoot, 'charts/agent/values.yaml'), 'utf8');
  const [values] = machineYaml<{ gadgets: Record<string, { enabled: boolean }> }>(text);
  return new Map(Object.entries(values?.gadgets ?? {}).map(([name, { enabled }]) => [name, enabled]));
}
