import { describe, expect, test } from 'vitest';
import { hasPacketSocket, perfEvents, programStates } from '../../../scripts/lib/kernels/programs.ts';

const program = (id: number, tag: string) =>
  `-- anon_inode:bpf-prog\npos:\t0\nprog_type:\t5\nprog_tag:\t${tag}\nprog_id:\t${id}\n`;
const link = (id: number, tag: string) =>
  `-- anon_inode:bpf_link\npos:\t0\nlink_type:\tperf\nprog_tag:\t${tag}\nprog_id:\t${id}\n`;
const [enter, exit] = ['51352f8d3a4ec3bd', 'adfde2631d42f51d'];
const symbols = `ffffffffc0346678 t bpf_prog_${enter}_ig_enter	[bpf]
ffffffffc0346a60 t bpf_prog_${exit}_ig_exit	[bpf]
ffffffffc0346b20 t bpf_prog_${exit}_ig_exit_at	[bpf]
ffffffffc0346bd0 t bpf_prog_e86c85f6c56f36f4_security_bprm_c	[bpf]
`;
const said = (...names: string[]) =>
  names.map((name) => `level=debug msg="program \\"${name}\\""\n`).join('');
const states = (log: string, descriptors: string) =>
  programStates({ log, descriptors, symbols, packet: '' }).map(
    ({ name, loaded, attached }) => `${name} ${loaded} ${attached}`,
  );

describe('programs', () => {
  test('are named by the log, once each, loaded by a descriptor, attached by a link', () => {
    const descriptors = program(7, enter) + program(7, enter) + link(7, enter) + program(8, exit);
    expect(states(said('ig_enter', 'ig_exit', 'ig_enter'), descriptors)).toEqual([
      'ig_enter true true',
      'ig_exit true false',
    ]);
  });

  test('of the same code are counted one by one', () => {
    const descriptors = program(7, exit) + program(8, exit) + link(7, exit);
    expect(states(said('ig_exit', 'ig_exit_at'), descriptors)).toEqual([
      'ig_exit true true',
      'ig_exit_at true false',
    ]);
  });

  test('are found where the kernel cut their names', () => {
    expect(states(said('security_bprm_check'), program(9, 'e86c85f6c56f36f4'))).toEqual([
      'security_bprm_check true false',
    ]);
  });

  test('are not loaded by a link alone', () => {
    expect(states(said('ig_enter'), link(7, enter))).toEqual(['ig_enter false true']);
  });

  test('are not loaded where the kernel has no symbol, or `ig` no descriptor', () => {
    expect(states(said('ig_other', 'ig_exit'), program(7, enter))).toEqual([
      'ig_other false false',
      'ig_exit false false',
    ]);
  });
});

describe('hooks that are no links', () => {
  const traces = { log: '', symbols: '' };
  const packet =
    'sk       RefCnt Type Proto  Iface R Rmem   User   Inode\n00000000329f0d46 3 3 0003 0 1 0 0 1536  \n';

  test('a packet socket is one of the kernel and of `ig`', () => {
    const of = (inode: number) => ({ ...traces, packet, descriptors: `-- socket:[${inode}]\npos:\t0\n` });
    expect(hasPacketSocket(of(1536))).toBe(true);
    expect(hasPacketSocket(of(1537))).toBe(false);
  });

  test('perf events are counted', () => {
    const descriptors = '-- anon_inode:[perf_event]\npos:\t0\n'.repeat(2);
    expect(perfEvents({ ...traces, packet: '', descriptors })).toBe(2);
  });
});
