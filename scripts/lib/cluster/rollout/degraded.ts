// What the agent's own check found on each node: gadgets that do not run, and why.
import type { Kubectl } from '../kubectl.ts';

/** A gadget that does not run somewhere. */
export type MissingGadget = {
  node: string;
  gadget: string;
  /** Empty where the node could run it, so that it is a failure. */
  reason: string;
};

const check = { namespace: 'agent', selector: 'app.kubernetes.io/component=tracer', port: 2225 };

type Pod = { metadata: { name: string }; spec: { nodeName?: string } };

/** From the pods of the agent; none where its check does not answer, which the pod's readiness tells. */
export async function missingGadgets(kubectl: Kubectl): Promise<MissingGadget[]> {
  const found = await checkMetrics(kubectl);
  return found.flatMap(({ node, text }) => parseCheck(node, text));
}

/** The metrics of the check in each pod of the agent that answers. */
export async function checkMetrics(kubectl: Kubectl): Promise<{ node: string; text: string }[]> {
  const { namespace, selector, port } = check;
  const pods = await kubectl.list<Pod>('pods', '-n', namespace, '-l', selector);
  const found = await Promise.all(
    pods.map(async ({ metadata, spec }) => {
      const path = `/api/v1/namespaces/${namespace}/pods/${metadata.name}:${port}/proxy/metrics.txt`;
      const { exitCode, stdout } = await kubectl.try(['get', '--raw', path]);
      return exitCode === 0 ? [{ node: spec.nodeName ?? '', text: stdout }] : [];
    }),
  );
  return found.flat();
}

/** Names of the gadgets that run, from the check's metrics. */
export function runningGadgets(text: string): string[] {
  return [...text.matchAll(/^agent_gadget_running\{gadget="([^"]+)"} 1$/gm)].map(([, gadget = '']) => gadget);
}

/** Reads the check's metrics (charts/agent/files/check.sh). */
export function parseCheck(node: string, text: string): MissingGadget[] {
  const missing = [...text.matchAll(/^agent_gadget_running\{gadget="([^"]+)"} 0$/gm)].map(
    ([, gadget = '']) => gadget,
  );
  const reasons = new Map(
    [...text.matchAll(/^agent_gadget_supported\{gadget="([^"]+)",reason="([^"]*)"}/gm)].map(
      ([, gadget = '', reason = '']) => [gadget, reason],
    ),
  );
  return missing.map((gadget) => ({ node, gadget, reason: reasons.get(gadget) ?? '' }));
}

/** A line for each reason: which gadgets, on how many nodes. */
export function degradedLines(missing: MissingGadget[]): string[] {
  const nodes = (rows: MissingGadget[]) => [...new Set(rows.map(({ node }) => node))];
  const alike = Map.groupBy(missing, ({ reason }) => reason);
  return [...alike].map(([reason, rows]) => {
    const gadgets = [...new Set(rows.map(({ gadget }) => gadget))].sort().join(', ');
    const [first = '', ...more] = nodes(rows);
    const where = more.length > 0 ? `${first} and ${more.length} more nodes` : first;
    return reason
      ? `agent: ${where} ${more.length > 0 ? 'run' : 'runs'} without ${gadgets}: ${reason}`
      : `agent: ${gadgets} failed on ${where}: kubectl -n ${check.namespace} logs daemonset/agent-tracer -c agent`;
  });
}
