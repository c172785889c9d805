import { expect, test } from 'vitest';
import { gadgetFindings, machineFindings, unreadFindings } from '../../../scripts/lib/doctor/findings.ts';
import { groupNodes } from '../../../scripts/lib/doctor/group.ts';
import { nodeOf, printedDebian, printedHere, windowsNode } from './nodes.ts';

const on = new Set(['trace_open', 'trace_exec', 'trace_tcp']);

test('gadgets that work nowhere are to be switched off', () => {
  expect(gadgetFindings(groupNodes([nodeOf(printedHere), windowsNode]), on)).toEqual([
    {
      code: 'E_GADGET',
      reason: 'trace_exec, trace_tcp: on by default, impossible here',
      fix: `Please change the nodes, or set in environments/<environment>/agent.yaml:
gadgets:
  trace_exec:
    enabled: false
  trace_tcp:
    enabled: false`,
    },
  ]);
});

test('gadgets that work on some nodes stay on', () => {
  const groups = groupNodes([nodeOf(printedHere, {}, 'a'), nodeOf(printedDebian, {}, 'b')]);
  expect(gadgetFindings(groups, on)).toEqual([
    {
      code: 'E_GADGET',
      reason: 'trace_exec, trace_tcp: on by default, impossible on 1 of 2 Linux nodes',
      fix: 'Please change these nodes, or leave the gadgets on for the others: one that cannot start does no harm.',
    },
  ]);
});

test('Windows nodes and gadgets that are off make none', () => {
  expect(gadgetFindings(groupNodes([windowsNode]), on)).toEqual([]);
  expect(gadgetFindings(groupNodes([nodeOf(printedHere)]), new Set(['trace_open']))).toEqual([]);
});

test('nodes that could not be read, by reason', () => {
  const reason = 'the node is not ready';
  expect(
    unreadFindings([
      { node: 'a', reason },
      { node: 'b', reason },
    ]),
  ).toEqual([
    {
      code: 'E_NODE_UNREAD',
      reason: 'a, b: the node is not ready',
      fix: 'Please repair what is named, and run this again. An image from elsewhere: --image <reference>',
    },
  ]);
});

test('what bootstrap would do, and what it cannot', () => {
  const steps = [{ kind: 'start-docker' as const, title: 'start dockerd', why: 'Docker does not answer' }];
  expect(machineFindings({ steps, problems: ['The steps need root'] })).toEqual([
    { code: 'E_MACHINE', reason: 'The steps need root', fix: '' },
    {
      code: 'E_MACHINE',
      reason: 'to do: start dockerd, because Docker does not answer',
      fix: 'Please run: npm run bootstrap',
    },
  ]);
});
