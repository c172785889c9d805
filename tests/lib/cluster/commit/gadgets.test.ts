import { expect, test } from 'vitest';
import { gadgetEdits, withGadgets } from '../../../../scripts/lib/cluster/commit/gadgets.ts';
import { leftOutLines } from '../../../../scripts/lib/cluster/commit/leaveout.ts';
import { omissions } from '../../../../scripts/lib/cluster/commit/reduce.ts';

test('takes gadgets from the image', () => {
  const made = gadgetEdits('gadgets:1');
  expect(leftOutLines([], made)).toEqual([
    'agent: tracer.gadgets.pull=never (ghcr.io does not answer)',
    'agent: tracer.gadgets.verify=false (ghcr.io does not answer)',
    'agent: initContainers=… (ghcr.io does not answer)',
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
