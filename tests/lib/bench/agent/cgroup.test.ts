import { describe, expect, test } from 'vitest';
import { parseReading } from '../../../../scripts/lib/bench/agent/cgroup.ts';

const node = `== node uptime
1234.56 2000.00
== node stat
cpu  100 20 300 9000 50 6 7 800 90 0
cpu0 50 10 150 4500 25 3 3 400 45 0
`;

describe('a reading', () => {
  test('of cgroup v1: nanoseconds, and the files of memory of the whole tree', () => {
    const text = `${node}== node cpuacct.usage
5000000000
== abc cpuacct.usage
1500000000
== abc memory.stat
inactive_file 1
total_cache 9
total_inactive_file 2000000
== abc memory.usage_in_bytes
12000000
== abc memory.max_usage_in_bytes
15000000
`;
    expect(parseReading(text)).toEqual({
      at: 1234.56,
      machine: 4.33,
      node: 5,
      containers: new Map([['abc', { cpu: 1.5, workingSet: 10, peak: 15 }]]),
    });
  });

  test('of cgroup v2: microseconds, and no peak where the kernel has none', () => {
    const text = `${node}== node cpu.stat
usage_usec 5000000
user_usec 1
== abc cpu.stat
usage_usec 1500000
user_usec 1000000
== abc memory.stat
inactive_file 2000000
== abc memory.current
12000000
`;
    expect(parseReading(text)).toEqual({
      at: 1234.56,
      machine: 4.33,
      node: 5,
      containers: new Map([['abc', { cpu: 1.5, workingSet: 10 }]]),
    });
  });

  test('the cpu.stat of cgroup v1, which has no usage, does not stand for the time', () => {
    const text = `${node}== node cpuacct.usage
5000000000
== abc cpu.stat
nr_periods 0
== abc cpuacct.usage
1500000000
== abc memory.usage_in_bytes
1000000
`;
    expect(parseReading(text).containers.get('abc')?.cpu).toBe(1.5);
  });

  test('more inactive pages than usage, read a moment apart, are no negative memory', () => {
    const text = `${node}== node cpuacct.usage
1
== abc cpuacct.usage
1
== abc memory.stat
total_inactive_file 2000000
== abc memory.usage_in_bytes
1000000
`;
    expect(parseReading(text).containers.get('abc')?.workingSet).toBe(0);
  });

  test('a container that is gone is in no reading', () => {
    expect(parseReading(node).containers.size).toBe(0);
  });
});
