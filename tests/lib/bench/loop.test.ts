import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { loopScript, loopSteps, pipeline } from '../../../scripts/lib/bench/loop.ts';

const step = {
  version: '1.36.3',
  environment: 'staging',
  component: 'loki',
  chart: 'charts/logs',
  namespace: 'logs',
  global: '{"tenant":"it\'s"}',
};
const tools = {
  helm: '/tools/helm',
  kubeconform: '/tools/kubeconform',
  schemaLocations: (version: string) => [`/schemas/${version}/{{.ResourceKind}}.json`, '/schemas/crds'],
};

test('the pipeline is the literal one, quoted for a shell', () => {
  expect(pipeline(step, tools)).toBe(
    '/tools/helm template loki charts/logs --namespace logs --kube-version 1.36.3' +
      ` --values environments/staging/loki.yaml --set-json 'global={"tenant":"it'\\''s"}'` +
      ' | /tools/kubeconform -strict -summary -kubernetes-version 1.36.3' +
      " -schema-location '/schemas/1.36.3/{{.ResourceKind}}.json' -schema-location /schemas/crds",
  );
});

test('every version with every application, versions outermost', () => {
  const { version: _, ...application } = step;
  const steps = loopSteps(['1.35.4', '1.36.3'], [application, { ...application, component: 'mimir' }]);
  expect(steps.map(({ version, component }) => `${version} ${component}`)).toEqual([
    '1.35.4 loki',
    '1.35.4 mimir',
    '1.36.3 loki',
    '1.36.3 mimir',
  ]);
});

test('bash hands the words on as they are', () => {
  const echo = loopScript([step], { ...tools, helm: 'echo', kubeconform: 'cat' }).replace(/ \| cat .*$/m, '');
  expect(execFileSync('bash', ['-c', echo]).toString()).toContain(`--set-json global=${step.global}\n`);
});

test('the script stops at the first failure', () => {
  const steps = [step, step];
  const run = (helm: string, kubeconform: string) => {
    const script = loopScript(steps, { ...tools, helm, kubeconform, schemaLocations: () => [] });
    return () => execFileSync('bash', ['-c', script], { stdio: 'pipe' });
  };
  expect(run('true', 'true')).not.toThrow();
  expect(run('false', 'true')).toThrow();
  expect(run('true', 'false')).toThrow();
});
