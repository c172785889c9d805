// Every YAML file parses, holds one document, and means the same to YAML 1.1 and YAML 1.2 readers.
import type { Finding } from '../../lib/findings/finding.ts';
import type { SourceFile } from '../../lib/repository/environments.ts';
import { pathText, yamlAt } from '../../lib/yaml/path.ts';

/** Findings of one file: `E_YAML` for text that does not parse, `E_YAML_AMBIGUOUS` for unquoted yes, no, on, off, y, n. */
export function yamlFile({ path: file, text, yaml }: SourceFile): Finding[] {
  if (yaml.problem) {
    const { reason, line } = yaml.problem;
    const shown = text.split('\n')[line - 1] ?? '';
    if (/^(<{7}|={7}|>{7})/m.test(text)) {
      const conflict = 'the file holds the marks of a merge conflict';
      return [
        {
          code: 'E_YAML',
          file,
          path: '',
          line,
          reason: conflict,
          fix: '# one side, without the lines <<<<<<<, ======= and >>>>>>>',
        },
      ];
    }
    return [{ code: 'E_YAML', file, path: '', line, reason, fix: mended(reason, shown) }];
  }
  return yaml.ambiguous.map(({ path, text: word, line }) => ({
    code: 'E_YAML_AMBIGUOUS',
    file,
    path: pathText(path),
    line,
    ...(/\d/.test(word) ? number(path, word) : boolean(path, word)),
  }));
}

type Words = Pick<Finding, 'reason' | 'fix'>;

function boolean(path: (string | number)[], word: string): Words {
  return {
    reason: `an unquoted ${word} is a boolean to Helm and Argo CD, though it looks like text`,
    fix: `${yamlAt(path, word)}  # or ${/^(y|yes|on)$/i.test(word)} when a boolean is meant`,
  };
}

function number(path: (string | number)[], word: string): Words {
  return {
    reason: `an unquoted ${word} is a number in octal, in binary or with _ between digits to Helm and Argo CD, and not to other readers`,
    fix: `${yamlAt(path, word)}  # or the number in plain digits`,
  };
}

const MENDINGS: [RegExp, string][] = [
  [/unique/, '# remove one of the two lines with this key'],
  [/several documents/, '# one document: without the line --- and what belongs into another file'],
  [/Unresolved alias/, '# the value itself: an anchor of another file is not known here'],
  [/closing/, '# the quote closed in the line where it opens'],
  [/same column/, '# the line indented like its neighbours'],
];

function mended(reason: string, shown: string): string {
  if (shown.includes('\t')) return shown.replaceAll('\t', '  ');
  return MENDINGS.find(([pattern]) => pattern.test(reason))?.[1] ?? '# text that YAML can read';
}
