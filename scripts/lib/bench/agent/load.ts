// The load: a shell that does one thing a fixed number of times, as fast as it can.

export const phases = ['opens', 'paced', 'signals', 'execs', 'connects'] as const;
/** A thing that the load does. Each has a pod of its own, so that what is counted for a pod is that alone. */
export type Phase = (typeof phases)[number];

/** How often each is done in a run. */
export const counts: Record<Phase, number> = {
  opens: 100_000,
  paced: 20_000,
  signals: 50_000,
  execs: 2000,
  connects: 2000,
};

/** After so many opens the paced shell rests for a second. */
const pace = 1000;

/** What a phase is called. */
export function titleOf(phase: Phase): string {
  return phase === 'paced' ? `${counts.paced} opens, ${pace} a second` : `${counts[phase]} ${phase}`;
}

/** Which gadget counts it, and as what; one of each thing is one more. */
export const counters: Record<Phase, { gadget: string; metric: string; labels: string }> = {
  opens: { gadget: 'trace_open', metric: 'opens_total', labels: '' },
  paced: { gadget: 'trace_open', metric: 'opens_total', labels: '' },
  signals: { gadget: 'trace_signal', metric: 'signals_total', labels: '' },
  execs: { gadget: 'trace_exec', metric: 'execs_total', labels: '' },
  connects: { gadget: 'trace_tcp', metric: 'tcp_events_total', labels: ',type="connect"' },
};

const open = ': < /tmp/file';
const actions: Record<Phase, { prepare: string; once: string }> = {
  opens: { prepare: ': > /tmp/file', once: open },
  // Waiting for input that does not come: `sleep` is a program, which opens its libraries.
  paced: {
    prepare: ': > /tmp/file',
    once: `${open}; [ $((i % ${pace})) -ne ${pace - 1} ] || read -r -t 1 _`,
  },
  signals: { prepare: 'trap : USR1', once: 'kill -USR1 $$' },
  execs: { prepare: ':', once: '/bin/busybox true' },
  // The client is a program: a shell has no connect of its own.
  connects: {
    prepare: 'busybox httpd -p 127.0.0.1:8080 -h /tmp',
    once: 'busybox nc 127.0.0.1 8080 < /dev/null',
  },
};

/**
 * The script of a phase's pod: for each line `<n>` that it is told, it acts n times and prints when it began and ended.
 * The agent leaves out what is opened in /proc, so that looking at the clock is not counted.
 */
export function loadScript(phase: Phase): string {
  const { prepare, once } = actions[phase];
  return `now() { read -r now _ < /proc/uptime; }
${prepare}
while read -r n; do
  now; start=$now; i=0
  while [ $i -lt $n ]; do ${once}; i=$((i+1)); done
  now; echo "done $n $start $now"
done`;
}

/** Seconds that the load took, from what the pod has printed so far; nothing while it is still at it. */
export function loadSeconds(printed: string, count: number): number | undefined {
  const [, start, end] = new RegExp(`^done ${count} ([\\d.]+) ([\\d.]+)\\n`, 'm').exec(printed) ?? [];
  return start === undefined ? undefined : Number(end) - Number(start);
}
