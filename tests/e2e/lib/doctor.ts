// `npm run doctor` as a person runs it.
import { join } from 'node:path';
import type { Report } from '../../../scripts/lib/doctor/report.ts';
import { run } from '../../../scripts/lib/process/run.ts';
import { toolkitRoot } from '../../../scripts/lib/repository/root.ts';
import { clusterName } from './context.ts';

/** What it found on the nodes of the cluster, and how it ended. */
export async function doctor(): Promise<{ exitCode: number; found: Omit<Report, 'exitCode'> }> {
  const script = join(toolkitRoot, 'scripts/doctor.ts');
  const { exitCode, stdout, stderr } = await run(process.execPath, [
    script,
    '--cluster',
    clusterName,
    '--json',
  ]);
  if (exitCode > 1) throw new Error(`doctor ended with ${exitCode}: ${stderr}`);
  return { exitCode, found: JSON.parse(stdout) as Omit<Report, 'exitCode'> };
}
