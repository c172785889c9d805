import { expect, test } from 'vitest';
import { type KernelResult, kernelTable } from '../../../scripts/lib/kernels/report.ts';

const part = (is: number, of: number) => ({ is, of });
const results: KernelResult[] = [
  {
    series: '6.1',
    release: '6.1.0-50-cloud-amd64',
    version: '6.1.176-2',
    stops: ['at trace_tcp: Kernel panic - not syncing: softlockup: hung tasks'],
    seconds: 61.4,
    cells: [
      { gadget: 'trace_open', loaded: part(4, 4), attached: part(4, 4), seen: part(50, 50), lost: 0 },
      { gadget: 'profile_cpu', loaded: part(1, 1), attached: part(1, 1), seen: part(49, 49) },
      {
        gadget: 'trace_tcp',
        loaded: part(0, 12),
        attached: part(0, 12),
        seen: part(0, 30),
        lost: 30,
        reason: 'invalid mem access',
      },
    ],
  },
  {
    series: '7.3',
    release: '',
    version: '7.3.4-1',
    stops: [],
    seconds: 3,
    cells: [{ gadget: 'trace_open', notRun: 'the archive does not answer' }],
  },
];

test('a row for each cell, and what is to be said about each kernel', () => {
  const pinned = new Map([
    ['6.1', '6.1.176-1'],
    ['7.3', '7.3.4-1'],
  ]);
  expect(kernelTable(results, pinned)).toMatchInlineSnapshot(`
    "KERNEL                GADGET       LOADED   ATTACHED  EVENTS    LOST
    6.1.0-50-cloud-amd64  trace_open   4 of 4   4 of 4    50 of 50  0
    6.1.0-50-cloud-amd64  profile_cpu  1 of 1   1 of 1    49 of 49  unknown
    6.1.0-50-cloud-amd64  trace_tcp    0 of 12  0 of 12   0 of 30   30       invalid mem access
    7.3                   trace_open   not run                               the archive does not answer

    6.1.0-50-cloud-amd64: 61 s
    6.1.0-50-cloud-amd64: Debian has 6.1.176-1 no more, 6.1.176-2 was taken. Please set it in scripts/lib/kernels/kernels.ts
    6.1.0-50-cloud-amd64: stopped once and was started again, at trace_tcp: Kernel panic - not syncing: softlockup: hung tasks
    7.3: 3 s
    "
  `);
});
