// What the agent has in the kernel of a node: programs by id, from its own file descriptors.
import type { Cluster } from '../../../scripts/lib/cluster/cluster.ts';
import { nodesOf } from '../../../scripts/lib/cluster/kind.ts';
import { run, runOrThrow } from '../../../scripts/lib/process/run.ts';

export type Program = {
  id: number;
  name: string;
  /** The gadget that it belongs to; empty for the agent's own. */
  gadget: string;
  /** A link holds it to its hook. */
  attached: boolean;
};

/** How the programs of each gadget begin; see its program.bpf.c. */
const prefixes: Record<string, string> = {
  profile_blockio: 'ig_profio',
  trace_dns: 'ig_trace_dns',
  trace_exec: 'ig_execve',
  trace_oomkill: 'ig_oom_kill',
  trace_open: 'ig_open',
  trace_signal: 'ig_sig',
  trace_sni: 'ig_trace_sni',
  trace_tcp: 'ig_tcp',
};

// The kernel cuts the names of processes after 15 characters.
const processName = 'gadgettracerman';

/** Ids of what the agent holds in the kernel, and how many files it has open, by node. */
export async function agentObjects(
  cluster: Cluster,
): Promise<{ node: string; programs: number[]; maps: number[]; links: number[]; files: number }[]> {
  return onEachNode(cluster, async (node, text) => {
    const ids = (field: string) => [
      ...new Set([...text.matchAll(new RegExp(`^${field}:\\s*(\\d+)`, 'gm'))].map(([, id]) => Number(id))),
    ];
    const files = text.match(/^-- /gm)?.length ?? 0;
    return { node, programs: ids('prog_id'), maps: ids('map_id'), links: ids('link_id'), files };
  });
}

/** The programs that the agent holds, by node. */
export async function agentPrograms(cluster: Cluster): Promise<{ node: string; programs: Program[] }[]> {
  return onEachNode(cluster, async (node, text) => ({
    node,
    programs: await named(node, parseDescriptors(text)),
  }));
}

// With the text of the fdinfo files of the agent's processes there.
async function onEachNode<T>(
  cluster: Cluster,
  look: (node: string, text: string) => Promise<T>,
): Promise<T[]> {
  const nodes = await nodesOf(cluster);
  return Promise.all(
    nodes.map(async (node) =>
      look(node, await runOrThrow('docker', ['exec', node, 'sh', '-c', readDescriptors])),
    ),
  );
}

const readDescriptors = `for p in /proc/[0-9]*; do
  [ "$(cat $p/comm 2>/dev/null)" = ${processName} ] || continue
  for f in $p/fdinfo/*; do echo "-- $f"; cat $f 2>/dev/null; done
done`;

/** Ids of programs, and those of them that a link refers to, from the text of many fdinfo files. */
export function parseDescriptors(text: string): { programs: number[]; linked: number[] } {
  const files = text.split(/^-- .*\n/m).map((file) => ({
    id: Number(/^prog_id:\s*(\d+)/m.exec(file)?.[1] ?? 0),
    link: /^link_type:/m.test(file),
  }));
  const ids = (link: boolean) => [
    ...new Set(files.filter((file) => file.id > 0 && file.link === link).map(({ id }) => id)),
  ];
  return { programs: ids(false), linked: ids(true) };
}

async function named(
  node: string,
  { programs, linked }: ReturnType<typeof parseDescriptors>,
): Promise<Program[]> {
  const names = await programNames(node);
  return programs.map((id) => {
    const name = names.get(id) ?? '';
    const [gadget = ''] = Object.entries(prefixes).find(([, prefix]) => name.startsWith(prefix)) ?? [];
    return { id, name, gadget, attached: linked.includes(id) };
  });
}

// The node's kernel is this machine's, so that bpftool of either may ask it.
async function programNames(node: string): Promise<Map<number, string>> {
  const args = ['prog', 'list', '-j'];
  const inNode = await run('docker', ['exec', node, 'bpftool', ...args]);
  const text = inNode.exitCode === 0 ? inNode.stdout : await runOrThrow('bpftool', args);
  const list = JSON.parse(text) as { id: number; name?: string }[];
  return new Map(list.map(({ id, name }) => [id, name ?? '']));
}
