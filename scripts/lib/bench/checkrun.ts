// One measured run of scripts/check.ts in a copy.
import type { Report } from '../check/types.ts';
import { CommandError } from '../cli/errors.ts';
import type { Peak } from './memory.ts';
import { runTimed, type Sample } from './timed.ts';

export type CheckRun = { sample: Sample; report: Report; peak?: Peak };

/**
 * Runs the check of a copy with a cache folder.
 *
 * @param rendered how many applications the run must render, or `all`: without it, another thing would be measured
 * @throws CommandError when the check fails, finds something, or renders another number of applications
 */
export async function runCheck(
  checkout: string,
  cache: string,
  { rendered, memory = false }: { rendered?: number | 'all'; memory?: boolean } = {},
): Promise<CheckRun> {
  const { seconds, processor, exitCode, stdout, stderr, peak } = await runTimed(
    process.execPath,
    ['scripts/check.ts', '--json'],
    { cwd: checkout, env: { ...process.env, CACHE_FOLDER: cache }, memory },
  );
  if (exitCode > 1) throw new CommandError(`E_BENCH the check of the copy failed:\n${stderr.trim()}`);
  const report = JSON.parse(stdout) as Report;
  const [finding] = report.findings;
  if (finding) {
    throw new CommandError(
      `E_BENCH the copy has findings: ${finding.code} ${finding.file}: ${finding.reason}\nPlease see: npm run check`,
    );
  }
  const { now, reused } = report.rendered;
  if (rendered !== undefined && now !== (rendered === 'all' ? now + reused : rendered)) {
    throw new CommandError(
      `E_BENCH the run rendered ${now} applications and reused ${reused}, expected ${rendered}.`,
    );
  }
  const sample = { seconds, ...(processor === undefined ? {} : { processor }) };
  return { sample, report, ...(peak ? { peak } : {}) };
}
