// What the tiers of a test run add up to.

export type VitestReport = {
  testResults: {
    name: string;
    status: string;
    assertionResults: { fullName: string; status: string; meta?: { reason?: string } }[];
  }[];
};

export type TierResult = {
  name: string;
  passed: number;
  failed: number;
  skipped: { name: string; reason: string }[];
  /** Why the tier was not run at all. */
  notRun?: string;
};

/** The result of one tier. A run that failed without a failed test, or ran no test, counts as one failure. */
export function tierResult(name: string, exitCode: number, report?: VitestReport): TierResult {
  const tests = report?.testResults.flatMap(({ assertionResults }) => assertionResults) ?? [];
  const skipped = tests.filter(({ status }) => status !== 'passed' && status !== 'failed');
  const passed = tests.filter(({ status }) => status === 'passed').length;
  const failed = tests.filter(({ status }) => status === 'failed').length;
  // A file that cannot be loaded has no tests to count.
  const unloaded = (report?.testResults ?? []).filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  ).length;
  const broken = failed + unloaded === 0 && (exitCode !== 0 || passed === 0);
  return {
    name,
    passed,
    failed: broken ? 1 : failed + unloaded,
    skipped: skipped.map(({ fullName, meta }) => ({
      name: fullName,
      reason: meta?.reason ?? 'no reason given',
    })),
  };
}

/** The result of a tier that cannot run on this machine. Where nobody reads the words, that is a failure. */
export function notRun(name: string, reason: string, isFailure: boolean): TierResult {
  return { name, passed: 0, failed: isFailure ? 1 : 0, skipped: [], notRun: reason };
}

/** The last lines of a run: one for each tier, each skipped test with its reason, the tally. */
export function summary(results: TierResult[]): string {
  const sum = (count: (result: TierResult) => number) =>
    results.reduce((total, result) => total + count(result), 0);
  const line = (passed: number, failed: number, skipped: number) =>
    `${passed} passed, ${failed} failed, ${skipped} skipped`;
  const width = Math.max(...results.map(({ name }) => name.length));
  return [
    '',
    ...results.map(
      ({ name, passed, failed, skipped, notRun }) =>
        `${name.padEnd(width)}  ${notRun ? 'NOT RUN' : line(passed, failed, skipped.length)}`,
    ),
    ...results.flatMap(({ skipped }) => skipped.map(({ name, reason }) => `skipped: ${name} (${reason})`)),
    ...results.flatMap(({ name, notRun }) => (notRun ? [`not run: ${name} (${notRun})`] : [])),
    ...(results.some(({ notRun }) => notRun) ? ['Please run: npm run bootstrap, then npm test'] : []),
    line(
      sum(({ passed }) => passed),
      sum(({ failed }) => failed),
      sum(({ skipped }) => skipped.length),
    ),
    '',
  ].join('\n');
}
