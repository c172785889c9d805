// Every YAML file parses, holds one document, and means the same to YAML 1.1 and YAML 1.2 readers.
import type { Finding } from '../../lib/findings/finding.ts';
import type { SourceFile } from '../../lib/repository/environments.ts';
import { pathText, yamlAt } from '../../lib/yaml/path.ts';

/** Findings of one file: `E_YAML` for text that does not parse, `E_YAML_AMBIGUOUS` for unquoted yes, no, on, off, y, n. */
export function yamlFile({ path: file, text, yaml }: SourceFile): Finding[] {
  if (yaml.problem) {
    const { reason, line } = yaml.problem;
    const shown = text.split('\n')[line - 1] ?? '';
    const fix = shown.includes('\t')
      ? shown.replaceAll('\t', '  ')
      : `# line ${line}, mended: ${shown.trim()}`;
    return [{ code: 'E_YAML', file, path: '', line, reason, fix }];
  }
  return yaml.ambiguous.map(({ path, text: word, line }) => ({
    code: 'E_YAML_AMBIGUOUS',
    file,
    path: pathText(path),
    line,
    reason: `an unquoted ${word} is a boolean to Helm and Argo CD, though it looks like text`,
    fix: `${yamlAt(path, /^(y|yes|on)$/i.test(word))}  # or "${word}" when text is meant`,
  }));
}
