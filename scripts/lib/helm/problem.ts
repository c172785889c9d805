// Helm's messages as findings: never a Go template trace.
import type { Finding } from '../findings/finding.ts';

type Place = Pick<Finding, 'file' | 'environment' | 'application'>;

/** The finding in what Helm printed to stderr. A `fail` of our charts carries its own code, path and YAML. */
export function helmFinding(stderr: string, place: Place): Finding {
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
    const reason = schema
      .map(([, at, message]) => `${at?.replaceAll('/', '.').slice(1)}: ${message}`)
      .join('; ');
    const path = schema[0]?.[1]?.slice(1).replaceAll('/', '.') ?? '';
    return {
      ...place,
      code: 'E_HELM_SCHEMA',
      path,
      reason,
      fix: `# see values.schema.json of the chart, ${path}`,
    };
  }
  const [, where, message] =
    /(?:error at|template:) \(?([^\s:]+:\d+)[^\n]*?: ([^:\n]+(?:: [^:\n]+)?)$/m.exec(text) ?? [];
  return {
    ...place,
    code: 'E_HELM_RENDER',
    path: '',
    reason: message ? `the chart cannot be rendered (${where}): ${message.trim()}` : firstLine(text),
    fix: '# a value that the template can use; the reason names the template line',
  };
}

function firstLine(text: string): string {
  return (text.split('\n')[0] ?? '').replace(/^Error: /, '');
}

function dedent(text: string): string {
  const lines = text.trimEnd().split('\n');
  const indents = lines.filter((line) => line.trim()).map((line) => line.length - line.trimStart().length);
  const indent = Math.min(...indents);
  return lines.map((line) => line.slice(indent)).join('\n');
}
