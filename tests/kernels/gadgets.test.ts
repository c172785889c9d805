// Each gadget in each kernel: what the setup ran is good.
import { describe, expect, inject, test } from 'vitest';
import { gadgets } from '../../scripts/lib/kernels/gadgets.ts';
import { kernels } from '../../scripts/lib/kernels/kernels.ts';

const ci = process.env.CI === 'true';

describe.each(kernels)('$series', ({ series }) => {
  const result = inject('kernels').find((kernel) => kernel.series === series);

  test.for(gadgets)('$name is loaded, attached, and sees exactly its events', ({ name }, { skip, task }) => {
    const cell = result?.cells.find(({ gadget }) => gadget === name);
    if (!cell || 'notRun' in cell) {
      const reason = `not run: ${cell?.notRun ?? 'nothing came of it'}`;
      expect(ci, reason).toBe(false);
      Object.assign(task.meta, { reason });
      skip(reason);
      return;
    }
    expect(cell, cell.reason).toMatchObject({
      loaded: { is: cell.loaded.of },
      attached: { is: cell.attached.of },
      seen: { is: cell.seen.of },
    });
    expect(cell.loaded.of).toBeGreaterThan(0);
    expect(cell.seen.of).toBeGreaterThan(0);
    expect(cell.lost ?? 0, 'lost').toBe(0);
  });

  test('it is the kernel of the table', () => {
    expect(result?.release).toMatch(new RegExp(`^${series.replace('.', '\\.')}\\.`));
  });
});
