import { expect, test } from 'vitest';
import {
  degradedLines,
  parseCheck,
  runningGadgets,
} from '../../../../scripts/lib/cluster/rollout/degraded.ts';

const metrics = `# HELP agent_gadget_running Whether a gadget that is switched on runs on this node.
# TYPE agent_gadget_running gauge
agent_gadget_running{gadget="trace_exec"} 0
agent_gadget_running{gadget="trace_open"} 1
agent_gadget_running{gadget="trace_signal"} 0
agent_gadget_running{gadget="trace_tcp"} 0
# HELP agent_gadget_supported Whether the kernel of this node has what the gadget needs.
# TYPE agent_gadget_supported gauge
agent_gadget_supported{gadget="trace_exec",reason="the kernel has no kprobes"} 0
agent_gadget_supported{gadget="trace_open",reason=""} 1
agent_gadget_supported{gadget="trace_signal",reason=""} 1
agent_gadget_supported{gadget="trace_tcp",reason="the kernel has no kprobes"} 0
`;

test('what does not run, with the reason of the node; without one it is a failure', () => {
  expect(parseCheck('a', metrics)).toEqual([
    { node: 'a', gadget: 'trace_exec', reason: 'the kernel has no kprobes' },
    { node: 'a', gadget: 'trace_signal', reason: '' },
    { node: 'a', gadget: 'trace_tcp', reason: 'the kernel has no kprobes' },
  ]);
  expect(parseCheck('a', '')).toEqual([]);
});

test('what runs', () => {
  expect(runningGadgets(metrics)).toEqual(['trace_open']);
  expect(runningGadgets('')).toEqual([]);
});

test('nodes with the same reason are one line', () => {
  const missing = ['a', 'b', 'c'].flatMap((node) => parseCheck(node, metrics));
  expect(degradedLines(missing)).toEqual([
    'agent: a and 2 more nodes run without trace_exec, trace_tcp: the kernel has no kprobes',
    'agent: trace_signal failed on a and 2 more nodes: kubectl -n agent logs daemonset/agent-tracer -c agent',
  ]);
  expect(degradedLines(parseCheck('a', metrics))[0]).toBe(
    'agent: a runs without trace_exec, trace_tcp: the kernel has no kprobes',
  );
  expect(degradedLines([])).toEqual([]);
});
