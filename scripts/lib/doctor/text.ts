// What `doctor` prints for a person.
import { table } from '../cli/table.ts';
import type { KernelFacts } from './facts.ts';
import type { DoctorFinding } from './findings.ts';
import type { Group } from './group.ts';

const namesShown = 5;

/** A block for each group of nodes, the findings, and one line that sums up. `gadgets` says which run in `environment`. */
export function doctorText(
  groups: Group[],
  findings: DoctorFinding[],
  gadgets: Map<string, boolean>,
  environment: string,
): string {
  const blocks = groups.map((group) => block(group, gadgets, environment));
  const problems = findings.map(({ code, reason, fix }) => [`${code}  ${reason}`, ...indent(fix)]);
  return [...[...blocks, ...problems].flatMap((lines) => [...lines, '']), tally(groups, findings), ''].join(
    '\n',
  );
}

function block(
  { nodes, facts, verdicts }: Group,
  gadgets: Map<string, boolean>,
  environment: string,
): string[] {
  const { system, release, architecture, os, runtime, kata, gpu, kernel } = facts;
  const more = [runtime, ...kata.map((name) => `RuntimeClass ${name}`), ...(gpu ? ['GPU'] : [])];
  const reasons = verdicts.flatMap((verdict) => verdict.reasons);
  const please = [...new Set(reasons.map((reason) => reason.please).filter((text) => text !== undefined))];
  return [
    title(nodes),
    `  ${[`${system === 'windows' ? 'Windows' : 'kernel'} ${release} ${architecture}`, os, ...more].filter(Boolean).join(', ')}`,
    ...(kernel ? kernelLines(kernel) : []),
    '',
    ...table([
      ['ENGINE', 'FEATURE', 'VERDICT', 'WHY'],
      ...verdicts.map(({ engine, feature, verdict, reasons }) => [
        engine,
        gadgets.get(feature) === false ? `${feature} (off in ${environment})` : feature,
        verdict,
        reasons.map(({ because }) => because).join('; '),
      ]),
    ]).map((line) => `  ${line}`),
    ...(please.length > 0 ? ['', ...please.map((text) => `  Please ${text}.`)] : []),
  ];
}

function title(nodes: string[]): string {
  const shown = nodes.slice(0, namesShown).join(', ');
  if (nodes.length === 1) return shown;
  return `${nodes.length} nodes: ${shown}${nodes.length > namesShown ? ' …' : ''}`;
}

function kernelLines(kernel: KernelFacts): string[] {
  const facts = [
    `BTF ${yes(kernel.btf)}`,
    `kprobes ${yes(kernel.kprobes)}`,
    `uprobes ${yes(kernel.uprobes)}`,
    `tracepoints ${yes(kernel.tracepoints && kernel.tracefs)}`,
    `lockdown ${kernel.lockdown}`,
    `cgroup ${kernel.cgroup === 'hybrid' ? 'v1 with v2 beside it' : kernel.cgroup}`,
    `bpffs ${kernel.bpffs ? 'mounted' : 'not mounted (the agent does it)'}`,
    ...(kernel.lsms.length > 0 ? [`LSM ${kernel.lsms.join(' ')}`] : []),
  ];
  const missing = kernel.missingCapabilities.join(', ');
  return [
    `  ${facts.join(', ')}`,
    ...(missing ? [`  not in the bounding set, so that no pod can have it: ${missing}`] : []),
  ];
}

function tally(groups: Group[], findings: DoctorFinding[]): string {
  if (groups.length === 0) return `No kernel was looked at. ${plural(findings.length, 'finding')}.`;
  const nodes = groups.reduce((sum, group) => sum + group.nodes.length, 0);
  const verdicts = groups.flatMap((group) => group.verdicts);
  const of = (wanted: string) => verdicts.filter(({ verdict }) => verdict === wanted).length;
  const kinds = groups.length === nodes ? '' : ` of ${plural(groups.length, 'kind')}`;
  return `${plural(nodes, 'node')}${kinds}: ${plural(of('works'), 'feature')} work, ${of('degraded')} degraded, ${of('impossible')} impossible. ${plural(findings.length, 'finding')}.`;
}

const yes = (is: boolean) => (is ? 'yes' : 'no');
const plural = (n: number, what: string) => `${n} ${what}${n === 1 ? '' : 's'}`;
const indent = (text: string) => (text ? text.split('\n').map((line) => `  ${line}`) : []);
