import { expect, test } from 'vitest';
import { gadgetEdits } from '../../../scripts/lib/cluster/gadgets.ts';
import { leftOutLines } from '../../../scripts/lib/cluster/leaveout.ts';

test('takes gadgets from the image, and says which are not built', () => {
  const made = gadgetEdits('gadgets:1', ['trace_open', 'trace_exec'], ['trace_open']);
  expect(leftOutLines([], made)).toEqual([
    'agent: gadgetImages.pull=never (ghcr.io does not answer)',
    'agent: gadgetImages.verify=false (ghcr.io does not answer)',
    'agent: initContainers=… (ghcr.io does not answer)',
    'agent: gadgets.trace_exec.enabled=false (ghcr.io does not answer, and it is not built here)',
  ]);
});
