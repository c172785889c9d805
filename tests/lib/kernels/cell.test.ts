import { describe, expect, test } from 'vitest';
import {
  type Cell,
  cellOf,
  errorOf,
  isGood,
  type Left,
  parseFacts,
} from '../../../scripts/lib/kernels/cell.ts';
import type { Gadget } from '../../../scripts/lib/kernels/gadgets.ts';

const gadget: Gadget = {
  name: 'trace_open',
  hook: 'link',
  options: '',
  expected: ({ pid }) => [{ fields: { pid: Number(pid) }, count: 2 }],
};
const tag = '51352f8d3a4ec3bd';
const left: Left = {
  log: 'level=debug msg="program \\"ig_open\\""\n',
  symbols: `ffffffffc0346678 t bpf_prog_${tag}_ig_open	[bpf]\n`,
  descriptors: `-- a\nprog_tag:\t${tag}\nprog_id:\t7\n-- b\nlink_type:\tperf\nprog_tag:\t${tag}\nprog_id:\t7\n`,
  packet: '',
  facts: 'pid=12\n',
  events: '{"pid":12}\n{"pid":13}\n{"pid":12}\n',
};
const cell = (changes: Partial<Left>, changed: Partial<Gadget> = {}) =>
  cellOf({ ...gadget, ...changed }, { ...left, ...changes });

test('everything is there', () => {
  const good = cell({});
  expect(good).toEqual({
    gadget: 'trace_open',
    loaded: { is: 1, of: 1 },
    attached: { is: 1, of: 1 },
    seen: { is: 2, of: 2 },
    lost: 0,
  });
  expect(isGood(good)).toBe(true);
});

describe('is not good, and says why,', () => {
  const said = (changes: Partial<Left>, changed: Partial<Gadget> = {}) => {
    const { reason, lost, ...rest } = cell(changes, changed);
    expect(isGood({ ...rest, ...(lost === undefined ? {} : { lost }) })).toBe(false);
    return reason;
  };

  test('when an event is missing', () => {
    expect(said({ events: '{"pid":12}\n' })).toBe('1 of 2 seen: ');
    expect(cell({ events: '{"pid":12}\n' }).lost).toBe(1);
  });

  test('when there is one too many', () => {
    said({ events: '{"pid":12}\n'.repeat(3) });
  });

  test('when `ig` counted lost events', () => {
    said({ log: `${left.log}level=warning msg="reading event: lost 4 samples"\n` });
    expect(cell({ log: `${left.log}msg="reading event: lost 4 samples"\n` }).lost).toBe(4);
  });

  test('when a program is not attached', () => {
    expect(said({ descriptors: `-- a\nprog_tag:\t${tag}\nprog_id:\t7\n` })).toBe('not attached: ig_open');
  });

  test('when the packet socket is not there', () => {
    expect(said({}, { hook: 'packet socket' })).toBe('not attached: no packet socket');
  });

  test('when a program was refused: what `ig` stopped with', () => {
    const error =
      'running gadget: program ig_open: load program: permission denied: invalid mem access (9 line(s) omitted)';
    expect(said({ log: `${left.log}Error: ${error}\nUsage:\n`, descriptors: '', events: '' })).toBe(error);
  });

  test('when the log names no program', () => {
    said({ log: '' });
  });
});

test('what is expected at least is not judged as lost', () => {
  const expected = () => [{ fields: { pid: 12 }, count: 1, atLeast: true }];
  const found: Cell = cell({}, { expected });
  expect(found).toMatchObject({ seen: { is: 1, of: 1 } });
  expect(found).not.toHaveProperty('lost');
  expect(isGood(found)).toBe(true);
});

test('the error is the line after which comes the usage', () => {
  expect(errorOf('level=debug msg="x"\nError: unknown flag: --host\nUsage:\n')).toBe('unknown flag: --host');
  expect(errorOf('level=warning msg="x"\n')).toBeUndefined();
});

test('facts are lines of key and value', () => {
  expect(parseFacts('pid=12\nsaid\nrelease=6.1.0-50\n')).toEqual({ pid: '12', release: '6.1.0-50' });
});
