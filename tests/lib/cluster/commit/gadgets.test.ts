import { expect, test } from 'vitest';
import { gadgetEdits, withGadgets } from '../../../../scripts/lib/cluster/commit/gadgets.ts';
import { leftOutLines } from '../../../../scripts/lib/cluster/commit/leaveout.ts';
import { omissions } from '../../../../scripts/lib/cluster/commit/reduce.ts';

test('takes gadgets from the image, and says which are not built', () => {
  const made = gadgetEdits('gadgets:1', ['trace_open', 'trace_exec'], ['trace_open']);
  expect(leftOutLines([], made)).toEqual([
    'agent: gadgetImages.pull=never (ghcr.io does not answer)',
    'agent: gadgetImages.verify=false (ghcr.io does not answer)',
    'agent: initContainers=… (ghcr.io does not answer)',
    'agent: gadgets.trace_exec.enabled=false (ghcr.io does not answer, and it is not built here)',
  ]);
});

test('the agent is left out when the image with its gadgets cannot be had', () => {
  const components = [
    { component: 'agent', images: ['agent:1'] },
    { component: 'loki', images: ['loki:1'] },
  ];
  const missing = new Set(['gadgets:1']);
  expect(omissions(withGadgets(components, 'gadgets:1'), missing)).toEqual([
    { component: 'agent', images: ['gadgets:1'] },
  ]);
  expect(withGadgets(components, undefined)).toEqual(components);
});
