import { expect, test } from 'vitest';
import { gadgetTable } from '../../../scripts/lib/charts/agentchart.ts';
import { features } from '../../../scripts/lib/doctor/features.ts';
import { environmentGadgets } from '../../../scripts/lib/doctor/gadgets.ts';
import { recipes } from '../../../scripts/lib/images/recipes.ts';

const table = gadgetTable();
const gadgets = Object.keys(table).sort();

test('the chart says of each gadget what it needs, and the doctor asks for the same', () => {
  expect(table.trace_exec).toMatchObject({ feature: 'process', needs: ['kprobes'] });
  const tracer = features.filter(({ engine, name }) => engine === 'tracer' && name.includes('_'));
  expect(tracer.map(({ name }) => name).sort()).toEqual(gadgets);
  for (const { name, needs } of tracer)
    expect([name, needs.some(({ name }) => name === 'kprobes')]).toEqual([
      name,
      table[name]?.needs.includes('kprobes'),
    ]);
});

test('every gadget of the chart is built where no registry is', () => {
  const built = recipes.flatMap((recipe) => recipe.gadgets ?? []);
  expect(built.sort()).toEqual(gadgets);
});

test('an environment runs what its tier and its switches say', async () => {
  const on = async (environment: string) =>
    [...(await environmentGadgets(environment))].filter(([, is]) => is).map(([name]) => name);
  expect((await on('local')).sort()).toEqual(gadgets);
  expect((await on('staging')).sort()).toEqual(
    gadgets.filter((name) => !['trace_dns', 'trace_open', 'trace_sni'].includes(name)),
  );
  expect(await on('none')).toEqual([]);
});
