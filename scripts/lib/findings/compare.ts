// The order in which findings are shown: by file, then by place.
import type { Finding } from './finding.ts';

/** Sorts findings so that the same run always prints the same text. */
export function compareFindings(a: Finding, b: Finding): number {
  const keys = (finding: Finding) =>
    [finding.file, finding.object ?? '', finding.path, finding.code, finding.reason].join('\n');
  const [left, right] = [keys(a), keys(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}
