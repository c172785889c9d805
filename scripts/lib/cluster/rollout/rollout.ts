// Waits for a workload of ours, and says why when it does not come up.

import { StepError } from '../../process/run.ts';
import type { Kubectl } from '../kubectl.ts';
import { describeNamespace } from './diagnose.ts';

const timeoutSeconds = 180;

/** Waits until `kind/name` runs what was applied; throws with what its pods say. */
export async function rolledOut(kubectl: Kubectl, namespace: string, workload: string): Promise<void> {
  const args = ['-n', namespace, 'rollout', 'status', workload, `--timeout=${timeoutSeconds}s`];
  const { exitCode, stderr } = await kubectl.try(args, { timeoutSeconds: timeoutSeconds + 10 });
  if (exitCode === 0) return;
  const why = await describeNamespace(kubectl, namespace);
  throw new StepError([`${namespace}/${workload} is not ready: ${stderr.trim()}`, ...why].join('\n'));
}
