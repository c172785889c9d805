// From what was seen to what is reported. Pure.
import type { NodeFacts, Unread } from './facts.ts';
import { type DoctorFinding, gadgetFindings, unreadFindings } from './findings.ts';
import { type Group, groupNodes } from './group.ts';

export type Seen = {
  nodes: NodeFacts[];
  unread: Unread[];
  /** Of this machine; nothing when a cluster was looked at. */
  machine?: DoctorFinding[];
};

export type Report = { groups: Group[]; unread: Unread[]; findings: DoctorFinding[]; exitCode: 0 | 1 };

/** `gadgets` says which gadgets run in `environment`: only those make findings. */
export function report(
  { nodes, unread, machine = [] }: Seen,
  gadgets: Map<string, boolean>,
  environment: string,
): Report {
  const groups = groupNodes(nodes);
  const on = new Set([...gadgets].filter(([, enabled]) => enabled).map(([name]) => name));
  const findings = [...machine, ...unreadFindings(unread), ...gadgetFindings(groups, on, environment)];
  return { groups, unread, findings, exitCode: findings.length > 0 ? 1 : 0 };
}
