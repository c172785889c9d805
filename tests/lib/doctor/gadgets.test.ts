import { expect, test } from 'vitest';
import { features } from '../../../scripts/lib/doctor/features.ts';
import { chartGadgets } from '../../../scripts/lib/doctor/gadgets.ts';

test('the table of features has every gadget of the chart', () => {
  const tracer = features.filter(({ engine }) => engine === 'tracer').map(({ name }) => name);
  const gadgets = [...chartGadgets()];
  expect(gadgets.map(([name]) => name).filter((name) => !tracer.includes(name))).toEqual([]);
  expect(tracer.filter((name) => name.includes('_')).sort()).toEqual(gadgets.map(([name]) => name).sort());
  expect(gadgets.filter(([, enabled]) => !enabled).map(([name]) => name)).toEqual(['trace_dns']);
});
