// From the facts of a node to a verdict for each feature.
import type { KernelFacts, NodeFacts } from './facts.ts';
import { type Engine, type Feature, features } from './features.ts';
import type { LinuxNode, Need, Reason } from './needs.ts';

export type Verdict = {
  feature: string;
  engine: Engine;
  verdict: 'works' | 'degraded' | 'impossible';
  reasons: Reason[];
};

/** What each feature would do on this node, in the order of the table. */
export function evaluate(node: NodeFacts): Verdict[] {
  const linux = ({ system }: NodeFacts) => system === 'linux';
  return features.filter(({ on = linux }) => on(node)).map((feature) => judge(feature, node));
}

function judge({ name, engine, needs, better = [] }: Feature, node: NodeFacts): Verdict {
  // A Windows node has no such facts; its features ask for none.
  const facts: LinuxNode = { ...node, kernel: node.kernel ?? ({} as KernelFacts) };
  const missing = (wanted: Need[]) =>
    wanted.map((need) => need(facts)).filter((reason) => reason !== undefined);
  const lacking = missing(needs);
  if (lacking.length > 0) return { feature: name, engine, verdict: 'impossible', reasons: lacking };
  const reasons = missing(better);
  return { feature: name, engine, verdict: reasons.length > 0 ? 'degraded' : 'works', reasons };
}
