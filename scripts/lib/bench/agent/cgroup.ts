// What the kernel has counted for a kind node and for containers in it: CPU time and memory, from cgroup v1 or v2.
import { run, StepError } from '../../process/run.ts';

/** A container since its start. */
export type Usage = {
  /** CPU seconds. */
  cpu: number;
  /** Megabytes (10⁶ bytes) that cannot be taken back at once: usage less inactive pages of files. The kubelet's figure. */
  workingSet: number;
  /** Megabytes at most, pages of files included; absent where the kernel does not tell. */
  peak?: number;
};

export type Reading = {
  /** Seconds since the machine started. */
  at: number;
  /** CPU seconds of everything on the machine, in the node or not. */
  machine: number;
  /** CPU seconds of everything in the node's container. */
  node: number;
  /** By the id of the container. */
  containers: Map<string, Usage>;
};

/**
 * Reads a node and the containers with these ids.
 *
 * @throws StepError when one of the containers is not there: it was restarted, so that its figures began anew
 */
export async function read(node: string, ids: string[]): Promise<Reading> {
  const { exitCode, stdout, stderr } = await run('docker', ['exec', node, 'sh', '-c', script, 'sh', ...ids]);
  if (exitCode !== 0) throw new StepError(`the cgroups of ${node} cannot be read: ${stderr.trim()}`);
  const reading = parseReading(stdout);
  const gone = ids.find((id) => !reading.containers.has(id));
  if (gone) throw new StepError(`container ${gone.slice(0, 12)} was restarted while it was measured`);
  return reading;
}

// One hierarchy in cgroup v2, one for each controller in v1. Names are `<id>` or `cri-containerd-<id>.scope`.
const script = `
file() { [ ! -f "$3" ] || { echo "== $1 $2"; cat "$3"; }; }
c=/sys/fs/cgroup
file node uptime /proc/uptime
file node stat /proc/stat
file node cpu.stat $c/cpu.stat
file node cpuacct.usage $c/cpuacct/cpuacct.usage
roots=$c/
[ -f $c/cgroup.controllers ] || roots="$c/cpuacct/ $c/memory/"
for id in "$@"; do
  for folder in $(find $roots -type d -name "*$id*"); do
    for name in cpu.stat cpuacct.usage memory.current memory.peak memory.stat memory.usage_in_bytes memory.max_usage_in_bytes; do
      file "$id" $name "$folder/$name"
    done
  done
done`;

/** Reads what the script printed: sections `== <node or id> <file>`, each with the text of that file. */
export function parseReading(text: string): Reading {
  const files = new Map(
    text
      .split(/^== /m)
      .slice(1)
      .map((section) => {
        const end = section.indexOf('\n');
        return [section.slice(0, end), section.slice(end + 1)];
      }),
  );
  const ids = new Set([...files.keys()].map((key) => key.split(' ')[0] ?? ''));
  ids.delete('node');
  const of = (owner: string) => (name: string) => files.get(`${owner} ${name}`);
  return {
    at: Number.parseFloat(files.get('node uptime') ?? ''),
    machine: busy(files.get('node stat') ?? ''),
    node: cpuSeconds(of('node')),
    containers: new Map([...ids].map((id) => [id, usage(of(id))])),
  };
}

type File = (name: string) => string | undefined;

function usage(file: File): Usage {
  const stat = file('memory.stat') ?? '';
  const used = file('memory.usage_in_bytes') ?? file('memory.current');
  const inactive = field(stat, 'total_inactive_file') ?? field(stat, 'inactive_file') ?? 0;
  const peak = file('memory.max_usage_in_bytes') ?? file('memory.peak');
  return {
    cpu: cpuSeconds(file),
    workingSet: Math.max(0, Number(used) - inactive) / 1e6,
    ...(peak === undefined ? {} : { peak: Number(peak) / 1e6 }),
  };
}

// Nanoseconds in v1, microseconds in v2.
function cpuSeconds(file: File): number {
  const nanoseconds = file('cpuacct.usage');
  if (nanoseconds !== undefined) return Number(nanoseconds) / 1e9;
  return (field(file('cpu.stat') ?? '', 'usage_usec') ?? Number.NaN) / 1e6;
}

function field(text: string, name: string): number | undefined {
  const value = new RegExp(`^${name} (\\d+)$`, 'm').exec(text)?.[1];
  return value === undefined ? undefined : Number(value);
}

// user nice system idle iowait irq softirq steal, in hundredths of a second. Stolen time is another machine's.
function busy(stat: string): number {
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0] =
    /^cpu +(.*)$/m.exec(stat)?.[1]?.split(' ').map(Number) ?? [];
  return (user + nice + system + irq + softirq) / 100;
}
