import { expect, test } from 'vitest';
import { groupNodes } from '../../../scripts/lib/doctor/group.ts';
import { nodeOf, printedDebian, printedHere, windowsNode } from './nodes.ts';

test('nodes with the same facts are one group, the largest first', () => {
  const groups = groupNodes([
    windowsNode,
    nodeOf(printedHere, {}, 'c'),
    nodeOf(printedDebian, {}, 'a'),
    nodeOf(printedDebian, { release: '6.1.0-43-amd64' }, 'd'),
    nodeOf(printedDebian, {}, 'b'),
  ]);
  expect(groups.map(({ nodes }) => nodes)).toEqual([['a', 'b'], ['win'], ['c'], ['d']]);
  expect(groups[0]?.verdicts).toHaveLength(14);
});
