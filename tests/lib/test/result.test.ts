import { describe, expect, test } from 'vitest';
import { notRun, summary, tierResult, type VitestReport } from '../../../scripts/lib/test/result.ts';

function report(...statuses: string[]): VitestReport {
  const assertionResults = statuses.map((status, index) => ({
    fullName: `test ${index}`,
    status,
    ...(status === 'skipped' ? { meta: { reason: 'no image' } } : {}),
  }));
  return { testResults: [{ name: 'file', status: 'passed', assertionResults }] };
}

test('counts and names what was skipped', () => {
  expect(tierResult('unit', 0, report('passed', 'passed', 'skipped'))).toEqual({
    name: 'unit',
    passed: 2,
    failed: 0,
    skipped: [{ name: 'test 2', reason: 'no image' }],
  });
});

test('a run that broke outside a test counts as a failure', () => {
  expect(tierResult('unit', 1, report('passed')).failed).toBe(1);
  expect(tierResult('unit', 1, undefined).failed).toBe(1);
});

test('each file that cannot be loaded counts as a failure', () => {
  const results = [
    ...report('passed').testResults,
    { name: 'other', status: 'failed', assertionResults: [] },
  ];
  expect(tierResult('unit', 1, { testResults: results }).failed).toBe(1);
  expect(tierResult('unit', 1, { testResults: [...results, ...results] }).failed).toBe(2);
});

test('a run without any test counts as a failure', () => {
  expect(tierResult('unit', 0, report()).failed).toBe(1);
});

test('ends with one tally over all tiers', () => {
  const results = [
    tierResult('unit', 0, report('passed', 'skipped')),
    tierResult('policy', 1, report('failed')),
  ];
  expect(summary(results)).toBe(`
unit    1 passed, 0 failed, 1 skipped
policy  0 passed, 1 failed, 0 skipped
skipped: test 1 (no image)
1 passed, 1 failed, 1 skipped
`);
});

describe('a tier that this machine cannot run', () => {
  test('is named in the last lines, with what to do', () => {
    const results = [
      tierResult('unit', 0, report('passed')),
      notRun('kind', 'Docker does not answer', false),
    ];
    expect(summary(results)).toBe(`
unit  1 passed, 0 failed, 0 skipped
kind  NOT RUN
not run: kind (Docker does not answer)
Please run: npm run bootstrap, then npm test
1 passed, 0 failed, 0 skipped
`);
  });

  test('is named beside others, with one thing to do', () => {
    const results = [notRun('kernels', 'no cpio', false), notRun('kind', 'no Docker', false)];
    expect(summary(results).split('\n').slice(3, 6)).toEqual([
      'not run: kernels (no cpio)',
      'not run: kind (no Docker)',
      'Please run: npm run bootstrap, then npm test',
    ]);
  });

  test('is a failure in CI', () => {
    expect(notRun('kind', 'Docker does not answer', true).failed).toBe(1);
  });
});
