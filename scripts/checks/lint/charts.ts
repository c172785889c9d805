// Every chart passes `helm lint --strict`.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { hash } from '../../lib/cache/hash.ts';
import type { Context } from '../../lib/check/context.ts';
import type { Finding } from '../../lib/findings/finding.ts';
import { runTool } from '../../lib/tools/run.ts';

/** `E_HELM_LINT` for each warning or error that Helm's linter prints. */
export async function charts({ root, cache, toolkit, tree }: Context): Promise<Finding[]> {
  const key = hash(toolkit, tree('charts'));
  if (cache.get('charts', key)) return [];
  const findings = await lintCharts(root);
  if (findings.length === 0) cache.put('charts', key, true);
  return findings;
}

async function lintCharts(root: string): Promise<Finding[]> {
  const folders = readdirSync(join(root, 'charts')).map((name) => join('charts', name));
  const { exitCode, stdout, stderr } = await runTool('helm', ['lint', '--strict', ...folders], root);
  if (exitCode === 0) return [];
  const findings: Finding[] = [];
  let chart = 'charts';
  for (const line of `${stdout}\n${stderr}`.split('\n')) {
    chart = /^==> Linting (.+)$/.exec(line)?.[1] ?? chart;
    const missing = /^Error unable to check Chart.yaml file in chart: stat (\S+): /.exec(line)?.[1];
    if (missing) findings.push(finding(missing, 'this folder of charts/ has no Chart.yaml'));
    const [, file, reason] = /^\[(?:ERROR|WARNING)\] ([^:]+): (.+)$/.exec(line) ?? [];
    // A chart that does not render says so for each Application, with the line of the template.
    if (file && reason && file !== 'templates/') findings.push(finding(join(chart, file), reason));
  }
  if (findings.length > 0 || /^\[ERROR\] templates\/: /m.test(stdout)) return findings;
  return [finding('charts', stderr.trim().split('\n').at(-1) ?? '')];
}

function finding(file: string, reason: string): Finding {
  return {
    code: 'E_HELM_LINT',
    file,
    path: '',
    reason,
    fix: `# what the reason asks for; then: npm run lint`,
  };
}
