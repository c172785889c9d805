// The one table of gadgets that are tried: how each is run, and what it must see of its probe in tests/kernels/guest/probes.

/** What a probe wrote about itself: `pid=12`. */
export type ProbeFacts = Record<string, string>;

export type Expected = {
  /** Field by its path, `proc.comm`, and the exact value, or what the text must match. */
  fields: Record<string, unknown>;
  /** How many such events. */
  count: number;
  /** Field whose number is summed, where one event stands for many; of a histogram, the counts of its slots. */
  sum?: string;
  /** More is good too: then nothing can be said about lost ones. */
  atLeast?: boolean;
};

export type Gadget = {
  name: string;
  /** What in the kernel shows that its programs are attached. */
  hook: 'link' | 'packet socket' | 'perf event';
  /** Options of `ig run`. */
  options: string;
  /** What must be read back, and nothing but it. */
  expected: (facts: ProbeFacts) => Expected[];
};

/** The name that the DNS and the TLS probe ask for. */
export const serverName = 'kernels.example';

const host = '--host';
/** The question in hex, as it ends a packet: labels with their lengths, type A, class IN. */
const question = [...serverName.split('.'), '']
  .map((label) => Buffer.from([label.length, ...Buffer.from(label)]).toString('hex'))
  .concat('00010001')
  .join('');
const risen = ({ before, after }: ProbeFacts) => Number(after) - Number(before);

export const gadgets: Gadget[] = [
  {
    name: 'trace_exec',
    hook: 'link',
    options: host,
    expected: ({ pid }) => [
      {
        // Arguments are the first one only: the others are read by a part that is not built here.
        fields: {
          ...{ 'proc.parent.comm': 'trace_exec', 'proc.parent.pid': Number(pid) },
          ...{ 'proc.comm': 'busybox', args: '/bin/busybox', error: '', 'proc.creds.user': 'root' },
        },
        count: 20,
      },
    ],
  },
  {
    name: 'trace_open',
    hook: 'link',
    options: host,
    expected: ({ pid }) => [
      {
        fields: {
          ...{ fname: '/probes/opened', flags: 'O_RDONLY', error: '' },
          ...{ 'proc.comm': 'trace_open', 'proc.pid': Number(pid), 'proc.creds.uid': 0 },
        },
        count: 50,
      },
    ],
  },
  {
    name: 'trace_tcp',
    hook: 'link',
    options: host,
    expected: ({ pid }) => {
      const client = { 'dst.addr': '127.0.0.1', 'dst.port': 9999, 'dst.proto': 'TCP' };
      const server = { 'src.addr': '127.0.0.1', 'src.port': 9999, 'src.proto': 'TCP' };
      const nc = { 'proc.comm': 'nc', 'proc.parent.pid': Number(pid), error: '' };
      return [
        { fields: { type: 'connect', ...client, ...nc }, count: 10 },
        { fields: { type: 'accept', ...server, ...nc }, count: 10 },
        { fields: { type: 'close', ...client, ...nc }, count: 10 },
      ];
    },
  },
  {
    name: 'trace_dns',
    hook: 'packet socket',
    // The packet itself, from which upstream's gadget reads the name by a part that is not built here.
    options: `${host} --annotate=dns.data:json.skip=false`,
    expected: (facts) => [
      {
        fields: {
          ...{ 'dst.addr': '127.0.0.1', 'dst.port': 53, 'dst.proto': 'UDP', 'nameserver.addr': '127.0.0.1' },
          ...{ pkt_type: 'OUTGOING', data: new RegExp(`${question}$`) },
          ...{ 'proc.comm': 'nslookup', 'proc.parent.pid': Number(facts.pid) },
        },
        count: risen(facts),
      },
    ],
  },
  {
    name: 'trace_sni',
    hook: 'packet socket',
    options: host,
    expected: ({ pid }) => [
      // On the loopback device each packet is seen as it leaves and as it arrives.
      { fields: { name: serverName, 'proc.comm': 'nc', 'proc.parent.pid': Number(pid) }, count: 20 },
    ],
  },
  {
    name: 'trace_signal',
    hook: 'link',
    options: host,
    expected: ({ pid, target }) => [
      {
        fields: {
          ...{ sig: 'SIGWINCH', tpid: Number(target), error: '' },
          ...{ 'proc.comm': 'trace_signal', 'proc.pid': Number(pid) },
        },
        count: 50,
      },
    ],
  },
  {
    name: 'trace_oomkill',
    hook: 'link',
    options: host,
    expected: (facts) =>
      [facts.victim1, facts.victim2, facts.victim3].map((victim) => ({
        // 16 MiB in pages: the limit of its group.
        fields: { tcomm: 'dd', tpid: Number(victim), pages: 4096, 'fprocess.comm': 'dd' },
        count: 1,
      })),
  },
  {
    name: 'profile_blockio',
    hook: 'link',
    // Else it prints a picture of the numbers.
    options: '--annotate=blockio:metrics.print=false',
    expected: (facts) => [{ fields: {}, count: risen(facts), sum: 'latency' }],
  },
  {
    name: 'profile_cpu',
    hook: 'perf event',
    options: host,
    expected: ({ pid }) => [
      // 49 samples a second of four seconds that it was busy, when it had a processor all the time.
      {
        fields: { 'proc.comm': 'profile_cpu', 'proc.pid': Number(pid) },
        count: 49,
        sum: 'samples',
        atLeast: true,
      },
    ],
  },
];
