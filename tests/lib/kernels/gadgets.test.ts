import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { gadgetTable } from '../../../scripts/lib/charts/agentchart.ts';
import { gadgets } from '../../../scripts/lib/kernels/gadgets.ts';
import { gadgetLines } from '../../../scripts/lib/kernels/initramfs.ts';
import { toolkitRoot } from '../../../scripts/lib/repository/root.ts';

test("every gadget of the agent's chart is tried in other kernels", () => {
  const tried = gadgets.map(({ name }) => name);
  expect(Object.keys(gadgetTable()).filter((name) => !tried.includes(name))).toEqual([]);
});

test('every gadget has a probe', () => {
  const probe = (name: string) => join(toolkitRoot, 'tests/kernels/guest/probes', name);
  expect(gadgets.filter(({ name }) => !existsSync(probe(name)))).toEqual([]);
});

test('the question that the DNS probe asks is the end of the packet', () => {
  const dns = gadgets.find(({ name }) => name === 'trace_dns');
  const [expected] = dns?.expected({ pid: '1', before: '2', after: '7' }) ?? [];
  expect(expected?.count).toBe(5);
  expect('0000076b65726e656c73076578616d706c650000010001').toMatch(expected?.fields.data as RegExp);
  expect('0000076b65726e656c73076578616d706c6500001c0001').not.toMatch(expected?.fields.data as RegExp);
});

test('the guest reads a line for each gadget', () => {
  const [gadget] = gadgets;
  expect(gadgetLines(gadget ? [gadget] : [])).toMatch(
    /^trace_exec ghcr\.io\/inspektor-gadget\/gadget\/trace_exec:v[\d.]+ --host\n$/,
  );
});
