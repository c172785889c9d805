// One mistake in a shared file is seen in every environment, and is said once.
import type { Finding } from './finding.ts';

/** The findings without those that ask for the same edit for the same reason: of another object, or another environment. */
export function oncePerMistake(findings: Finding[]): Finding[] {
  return [...Map.groupBy(findings, sameMistake).values()].flatMap(([first]) => first ?? []);
}

function sameMistake({ code, file, line, reason, fix, environment }: Finding): string {
  // Names of Applications and projects begin with their environment, folders end with it.
  const neutral = (text: string) =>
    environment ? text.replaceAll(`${environment}-`, '*-').replaceAll(`/${environment}`, '/*') : text;
  return [code, file, line ?? '', neutral(reason), neutral(fix)].join('\n');
}
