// Helm's messages as findings: never a Go template trace.
import type { Finding } from '../findings/finding.ts';
import { pathText, pointerPath } from '../yaml/path.ts';

type Place = Pick<Finding, 'file' | 'environment' | 'application'>;

/**
 * The finding in what Helm printed to stderr. A `fail` of our charts carries its own code, path and YAML.
 *
 * @param chart folder of the chart
 */
export function helmFinding(stderr: string, place: Place, chart: string): Finding {
  const text = stderr
    .split('\n')
    .filter((line) => !line.startsWith('level=') && !line.startsWith('Use --debug'))
    .join('\n')
    .trim();
  const own = /\[(E_\w+)\] (.+?): ([\s\S]+?)\nPlease set:\n([\s\S]+)$/.exec(text);
  if (own) {
    const [, code = '', path = '', reason = '', fix = ''] = own;
    return { ...place, code, path, reason: reason.trim(), fix: dedent(fix) };
  }
  const schema = [...text.matchAll(/^- at '([^']*)': (.+)$/gm)];
  if (schema.length > 0) {
    const places = schema.map(([, at = '', message]) => ({ path: pathText(pointerPath(at)), message }));
    const reason = places.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join('; ');
    const path = places[0]?.path ?? '';
    return {
      ...place,
      code: 'E_HELM_SCHEMA',
      path,
      reason,
      fix: `# see values.schema.json of the chart, ${path}`,
    };
  }
  const metadata = /validation: (chart\.metadata.+)/.exec(text)?.[1];
  if (metadata) {
    return {
      ...place,
      code: 'E_HELM_RENDER',
      file: `${chart}/Chart.yaml`,
      path: '',
      reason: metadata,
      fix: '# what the reason names',
    };
  }
  const { template, line, reason } = templateProblem(text);
  return {
    ...place,
    code: 'E_HELM_RENDER',
    ...(template ? { file: template } : {}),
    ...(line ? { line } : {}),
    path: '',
    reason,
    fix: template ? '# a template that Helm can render' : '# what the reason names',
  };
}

/** The template that Helm names, its line, and the cause: Helm prints the place first and the cause last. */
export function templateProblem(text: string): { template?: string; line?: number; reason: string } {
  const [, template, line] = /([\w.-]+\/templates\/[\w./-]+?)(?::(\d+))?[:)\s]/.exec(text) ?? [];
  const lines = text
    .split('\n')
    .map((each) => each.trim())
    .filter((each) => each && !/^executing "|^error calling|^Error: [\w./-]+:\d+:\d+$/.test(each));
  const cause = (lines.at(-1) ?? '').replace(/^Error: /, '').replace(/^template: /, '');
  const at = [...text.matchAll(/ at (<[^\n]+?>):/g)].at(-1)?.[1];
  const reason = cause
    .replace(/^.* at <.+?>: /, '')
    .replace(/^(error calling \w+: )+/, '')
    .replace(/^(YAML parse error on|parse error at|execution error at) \(?[\w./-]+?(:\d+)*\)?: /, '');
  return {
    ...(template ? { template: `charts/${template}` } : {}),
    ...(line ? { line: Number(line) } : {}),
    reason: at ? `${at}: ${reason}` : reason,
  };
}

function dedent(text: string): string {
  const lines = text.trimEnd().split('\n');
  const indents = lines.filter((line) => line.trim()).map((line) => line.length - line.trimStart().length);
  const indent = Math.min(...indents);
  return lines.map((line) => line.slice(indent)).join('\n');
}
