// What must be done something about: it makes the exit code 1.
import { stringify } from 'yaml';
import type { Plan } from '../bootstrap/plan.ts';
import { gadgetTable } from '../charts/agentchart.ts';
import type { Unread } from './facts.ts';
import type { Group } from './group.ts';

export type DoctorFinding = { code: string; reason: string; fix: string };

/** What this machine lacks for the local cluster. */
export function machineFindings({ steps, problems }: Plan): DoctorFinding[] {
  return [
    ...problems.map((reason) => ({ code: 'E_MACHINE', reason, fix: '' })),
    ...steps.map(({ title, why }) => ({
      code: 'E_MACHINE',
      reason: `to do: ${title}, because ${why}`,
      fix: 'Please run: npm run bootstrap',
    })),
  ];
}

/** Gadgets that the environment runs and that do not fully work on Linux nodes; `on` is the set of them. */
export function gadgetFindings(groups: Group[], on: Set<string>, environment: string): DoctorFinding[] {
  const linux = groups.filter(({ facts }) => facts.system === 'linux');
  const total = count(linux);
  const rows = [...on].flatMap((gadget) => {
    const wrong = linux.filter((group) => verdictOf(group, gadget)?.verdict !== 'works');
    const verdict = wrong.some((group) => verdictOf(group, gadget)?.verdict === 'impossible')
      ? 'impossible'
      : 'degraded';
    return wrong.length > 0 ? [{ gadget, verdict, nodes: count(wrong) }] : [];
  });
  const where = (nodes: number) =>
    nodes < total
      ? `on ${nodes} of ${total} Linux nodes`
      : total === 1
        ? 'here'
        : `on all ${total} Linux nodes`;
  const alike = Map.groupBy(rows, ({ verdict, nodes }) => `${verdict} ${where(nodes)}`);
  return [...alike].map(([what, gadgets]) => {
    const names = gadgets.map(({ gadget }) => gadget);
    const everywhere = gadgets.every(({ nodes, verdict }) => nodes === total && verdict === 'impossible');
    return {
      code: 'E_GADGET',
      reason: `${names.join(', ')}: on in ${environment}, ${what}`,
      fix: everywhere
        ? switchOff(names, environment)
        : 'Please change these nodes, or leave it so: they run the others, and say that they lack these.',
    };
  });
}

/** Nodes of which nothing is known. */
export function unreadFindings(unread: Unread[]): DoctorFinding[] {
  return [...Map.groupBy(unread, ({ reason }) => reason)].map(([reason, nodes]) => ({
    code: 'E_NODE_UNREAD',
    reason: `${nodes.map(({ node }) => node).join(', ')}: ${reason}`,
    fix: 'Please repair what is named, and run this again. An image from elsewhere: --image <reference>',
  }));
}

const count = (groups: Group[]) => groups.reduce((sum, { nodes }) => sum + nodes.length, 0);

const verdictOf = ({ verdicts }: Group, gadget: string) =>
  verdicts.find(({ engine, feature }) => engine === 'tracer' && feature === gadget);

function switchOff(gadgets: string[], environment: string): string {
  // A feature of which another gadget works stays on.
  const rows = Map.groupBy(Object.entries(gadgetTable()), ([, { feature }]) => feature);
  const features = [...rows]
    .filter(([, members]) => members.every(([name]) => gadgets.includes(name)))
    .map(([feature]) => feature);
  if (features.length === 0) return 'Please change the nodes, or leave it so: they run the others.';
  const values = Object.fromEntries(features.map((feature) => [feature, { enabled: false }]));
  return `Please change the nodes, or set in environments/${environment}/agent.yaml:\n${stringify(values).trimEnd()}`;
}
