// `npm run status` as a person runs it.
import { join } from 'node:path';
import { run } from '../../../scripts/lib/process/run.ts';
import { toolkitRoot } from '../../../scripts/lib/repository/root.ts';
import { clusterName } from './context.ts';

/** What it prints, and how it ends. */
export function status() {
  return run(process.execPath, [join(toolkitRoot, 'scripts/status.ts'), '--cluster', clusterName]);
}
