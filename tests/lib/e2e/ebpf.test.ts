import { expect, test } from 'vitest';
import { parseDescriptors } from '../../e2e/lib/ebpf.ts';

test('tells programs from links to them, and counts each once', () => {
  const text = [
    '-- /proc/7/fdinfo/3\npos:\t0\nflags:\t02',
    '-- /proc/7/fdinfo/4\nprog_type:\t5\nprog_jited:\t1\nprog_id:\t41',
    '-- /proc/7/fdinfo/5\nprog_type:\t5\nprog_id:\t42',
    '-- /proc/7/fdinfo/6\nlink_type:\tperf\nlink_id:\t9\nprog_id:\t41',
    '-- /proc/8/fdinfo/4\nprog_type:\t5\nprog_id:\t41',
  ].join('\n');
  expect(parseDescriptors(`${text}\n`)).toEqual({ programs: [41, 42], linked: [41] });
});
