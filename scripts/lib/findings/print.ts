// A report as a person reads it.
import { styleText } from 'node:util';
import type { Report } from '../check/types.ts';
import type { Finding } from './finding.ts';

/** All findings, then one line for each environment, then the tally. Colours only on a terminal. */
export function reportText(report: Report): string {
  const { findings, environments, applications } = report;
  const lines = environments.map((name) => environmentLine(name, report));
  const seconds = ((report.durations.total ?? 0) / 1000).toFixed(1);
  const tally = [
    count(environments.length, 'environment'),
    count(applications.length, 'application'),
    count(report.resources, 'resource'),
    count(findings.length, 'finding'),
  ].join(', ');
  const reused =
    report.rendered.reused > 0 ? `, ${count(report.rendered.reused, 'application')} unchanged` : '';
  const colour = findings.length > 0 ? 'red' : 'green';
  return [
    ...findings.map(findingText),
    ...lines,
    styleText(colour, `${tally} (${seconds} s${reused})`),
    '',
  ].join('\n');
}

/** One finding: where, what, and what to write. */
export function findingText(finding: Finding): string {
  const place = [finding.file + (finding.line ? `:${finding.line}` : ''), finding.object, finding.path]
    .filter(Boolean)
    .join('  ');
  const fix = finding.fix.split('\n').map((line) => `    ${line}`);
  return [
    `${styleText('red', finding.code)}  ${place}`,
    `  ${finding.reason}`,
    '  Please set:',
    ...fix,
    '',
  ].join('\n');
}

function environmentLine(name: string, { applications, findings }: Report): string {
  const own = applications.filter(({ environment }) => environment === name);
  const found = findings.filter(({ environment }) => environment === name).length;
  const resources = own.reduce((sum, application) => sum + application.resources, 0);
  const mark = found > 0 ? styleText('red', '✗') : styleText('green', '✓');
  return `${mark} ${name.padEnd(16)} ${count(own.length, 'application').padEnd(16)} ${count(resources, 'resource').padEnd(14)} ${count(found, 'finding')}`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
