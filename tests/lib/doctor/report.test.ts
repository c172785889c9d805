import { expect, test } from 'vitest';
import { report, type Seen } from '../../../scripts/lib/doctor/report.ts';
import { nodeOf, printedDebian, printedHere, tier2, windowsNode } from './nodes.ts';

const exitCode = (seen: Partial<Seen>) =>
  report({ nodes: [], unread: [], ...seen }, tier2, 'staging').exitCode;

test('the exit code', () => {
  expect(exitCode({ nodes: [nodeOf(printedDebian), windowsNode] })).toBe(0);
  expect(exitCode({ nodes: [nodeOf(printedHere)] })).toBe(1);
  expect(exitCode({ nodes: [nodeOf(printedDebian)], unread: [{ node: 'b', reason: 'down' }] })).toBe(1);
  expect(exitCode({ machine: [{ code: 'E_MACHINE', reason: 'no Docker', fix: '' }] })).toBe(1);
  // trace_dns is off there, and what is no gadget makes no finding.
  expect(exitCode({ nodes: [nodeOf(printedDebian, { bounding: '000001ffffffdfff' })] })).toBe(0);
  expect(exitCode({ nodes: [nodeOf(printedDebian, { uprobe_events: 'no' })] })).toBe(0);
});
