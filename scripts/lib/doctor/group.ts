// Nodes that are alike are judged and shown once.
import { evaluate, type Verdict } from './evaluate.ts';
import type { NodeFacts } from './facts.ts';

export type Group = {
  nodes: string[];
  /** Of each of them. */
  facts: Omit<NodeFacts, 'node'>;
  verdicts: Verdict[];
};

/** Groups of nodes with the same facts, the largest first. */
export function groupNodes(nodes: NodeFacts[]): Group[] {
  const groups = new Map<string, Group>();
  for (const { node, ...facts } of nodes) {
    const key = JSON.stringify(facts);
    const known = groups.get(key);
    if (known) known.nodes.push(node);
    else groups.set(key, { nodes: [node], facts, verdicts: evaluate({ node, ...facts }) });
  }
  return [...groups.values()].sort((a, b) => b.nodes.length - a.nodes.length);
}
