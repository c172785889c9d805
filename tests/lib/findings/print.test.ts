// Reports as text, without colours and with them.
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Report, ReportedApplication } from '../../../scripts/lib/check/types.ts';
import type { Finding } from '../../../scripts/lib/findings/finding.ts';
import { findingText, reportText } from '../../../scripts/lib/findings/print.ts';
import { toolkitRoot } from '../../../scripts/lib/repository/root.ts';
import { node } from '../helpers.ts';

const finding: Finding = {
  code: 'E_DEMO',
  file: 'environments/demo/loki.yaml',
  path: 'image.tag',
  line: 3,
  reason: 'nobody knows which version runs',
  fix: 'image:\n  tag: 1.2.3',
  environment: 'demo',
};

const application = (environment: string, resources: number): ReportedApplication => ({
  name: `${environment}-loki`,
  environment,
  component: 'loki',
  chart: 'charts/loki',
  wave: 'storage',
  namespace: 'loki',
  resources,
  manifests: '/manifests',
});

const report: Report = {
  environments: ['demo', 'empty'],
  applications: [application('demo', 1), application('demo', 2)],
  resources: 7,
  findings: [],
  durations: { total: 1234 },
  rendered: { now: 2, reused: 0 },
};

beforeAll(() => {
  vi.stubEnv('NO_COLOR', '1');
  vi.stubEnv('FORCE_COLOR', undefined);
});

afterAll(() => void vi.unstubAllEnvs());

describe('findingText', () => {
  test('where, what, and what to write', () => {
    expect(findingText(finding)).toBe(`E_DEMO  environments/demo/loki.yaml:3  image.tag
  nobody knows which version runs
  Please set:
    image:
      tag: 1.2.3
`);
  });

  test('a rendered object', () => {
    const { line: _, ...rest } = finding;
    expect(findingText({ ...rest, object: 'StatefulSet loki/loki', path: 'spec.replicas' })).toContain(
      'E_DEMO  environments/demo/loki.yaml  StatefulSet loki/loki  spec.replicas\n',
    );
  });

  test('a whole file', () => {
    expect(findingText({ ...finding, path: '' })).toContain('E_DEMO  environments/demo/loki.yaml:3\n');
  });
});

describe('reportText', () => {
  test('without findings', () => {
    expect(reportText(report)).toBe(`✓ demo             2 applications   3 resources    0 findings
✓ empty            0 applications   0 resources    0 findings
2 environments, 2 applications, 7 resources, 0 findings (1.2 s)
`);
  });

  test('with a finding', () => {
    expect(reportText({ ...report, findings: [finding] })).toBe(`${findingText(finding)}
✗ demo             2 applications   3 resources    1 finding
✓ empty            0 applications   0 resources    0 findings
2 environments, 2 applications, 7 resources, 1 finding (1.2 s)
`);
  });

  test.each([
    [1, '1 application unchanged'],
    [2, '2 applications unchanged'],
  ])('%d answered from an earlier run', (reused, text) => {
    expect(reportText({ ...report, rendered: { now: 0, reused } })).toContain(`(1.2 s, ${text})\n`);
  });

  test('of one of each', () => {
    const one = { ...report, environments: ['demo'], applications: [application('demo', 1)], resources: 1 };
    expect(reportText(one)).toContain('\n1 environment, 1 application, 1 resource, 0 findings (1.2 s)\n');
  });
});

describe('colours', () => {
  const print = `import { findingText } from './scripts/lib/findings/print.ts';
process.stdout.write(findingText(${JSON.stringify(finding)}));`;
  const shown = async (env: NodeJS.ProcessEnv) =>
    (await node(toolkitRoot, ['--input-type=module-typescript', '--eval', print], env)).stdout;

  test('not where they would be noise in a file', async () => {
    expect(await shown({ NO_COLOR: undefined })).not.toContain('\u001b');
  });

  test('where they are asked for', async () => {
    expect(await shown({ NO_COLOR: undefined, FORCE_COLOR: '1' })).toContain('\u001b[31mE_DEMO\u001b[39m');
  });

  test('never with NO_COLOR', async () => {
    expect(await shown({ NO_COLOR: '1' })).not.toContain('\u001b');
  });
});
