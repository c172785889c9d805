import { expect, test } from 'vitest';
import { gadgetFindings, machineFindings, unreadFindings } from '../../../scripts/lib/doctor/findings.ts';
import { groupNodes } from '../../../scripts/lib/doctor/group.ts';
import { nodeOf, printedDebian, printedHere, windowsNode } from './nodes.ts';

const on = new Set(['trace_open', 'trace_exec', 'trace_tcp']);

test('gadgets that work nowhere are to be switched off', () => {
  expect(gadgetFindings(groupNodes([nodeOf(printedHere), windowsNode]), on, 'staging')).toEqual([
    {
      code: 'E_GADGET',
      reason: 'trace_exec, trace_tcp: on in staging, impossible here',
      fix: `Please change the nodes, or set in environments/staging/agent.yaml:
network:
  enabled: false`,
    },
  ]);
});

test('a feature of which another gadget works is not to be switched off', () => {
  const [finding] = gadgetFindings(groupNodes([nodeOf(printedHere)]), new Set(['trace_exec']), 'staging');
  expect(finding?.fix).toBe('Please change the nodes, or leave it so: they run the others.');
});

test('gadgets that work on some nodes stay on', () => {
  const groups = groupNodes([nodeOf(printedHere, {}, 'a'), nodeOf(printedDebian, {}, 'b')]);
  expect(gadgetFindings(groups, on, 'staging')).toEqual([
    {
      code: 'E_GADGET',
      reason: 'trace_exec, trace_tcp: on in staging, impossible on 1 of 2 Linux nodes',
      fix: 'Please change these nodes, or leave it so: they run the others, and say that they lack these.',
    },
  ]);
});

test('Windows nodes and gadgets that are off make none', () => {
  expect(gadgetFindings(groupNodes([windowsNode]), on, 'staging')).toEqual([]);
  expect(gadgetFindings(groupNodes([nodeOf(printedHere)]), new Set(['trace_open']), 'staging')).toEqual([]);
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
