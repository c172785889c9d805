// `doctor` says of the nodes what their kernel really does, and leaves nothing behind.
import { expect, test } from 'vitest';
import { doctorNamespace } from '../../scripts/lib/doctor/pod.ts';
import { cluster, e2e } from './lib/context.ts';
import { doctor } from './lib/doctor.ts';
import { agentPrograms } from './lib/ebpf.ts';

test('doctor reads every node, says `works` of each gadget whose programs are loaded, and removes its namespace', async () => {
  const { kubectl } = await e2e();
  const nodes = (await kubectl.list('nodes')).map(({ metadata }) => metadata.name);
  const { exitCode, found } = await doctor();
  expect(found.unread).toEqual([]);
  expect(found.groups.flatMap((group) => group.nodes).sort()).toEqual(nodes.sort());
  expect(exitCode).toBe(found.findings.length > 0 ? 1 : 0);

  const loaded = (await agentPrograms(cluster)).map(({ node, programs }) => ({
    node,
    gadgets: [...new Set(programs.map(({ gadget }) => gadget))].filter(Boolean),
  }));
  expect(loaded.flatMap(({ gadgets }) => gadgets)).not.toEqual([]);
  for (const { node, gadgets } of loaded) {
    const group = found.groups.find((each) => each.nodes.includes(node));
    const works = group?.verdicts.filter(({ engine, verdict }) => engine === 'tracer' && verdict === 'works');
    expect(
      works?.map(({ feature }) => feature),
      node,
    ).toEqual(expect.arrayContaining(gadgets));
  }
  expect(await kubectl.list('namespace', doctorNamespace)).toEqual([]);
});
