// Which programs of a gadget the kernel has: from what `ig` said, its file descriptors, and the symbols of the kernel.

export type ProgramState = { name: string; loaded: boolean; attached: boolean };

export type Traces = {
  /** Log of `ig`, with its debug lines. */
  log: string;
  /** Lines of `-- <what the descriptor is>`, each followed by its fdinfo. */
  descriptors: string;
  /** Lines of /proc/kallsyms about eBPF programs. */
  symbols: string;
  /** /proc/net/packet. */
  packet: string;
};

// The kernel cuts a name after 15 characters where it does not know the type of the function.
const nameLength = 15;

/**
 * The programs that the gadget is made of. Loaded is one whose symbol is in the kernel, and of whose code `ig` has a
 * descriptor; attached is one that a link refers to. Programs of the same code have the same tag: of these as many are
 * attached as there are links.
 */
export function programStates({ log, descriptors, symbols }: Traces): ProgramState[] {
  const names = [
    ...new Set([...log.matchAll(/msg="program \\"([^"\\]+)\\""/g)].map(([, name = '']) => name)),
  ];
  const held = parseDescriptors(descriptors);
  const take = (tags: string[], tag: string | undefined) => {
    const index = tag === undefined ? -1 : tags.indexOf(tag);
    if (index >= 0) tags.splice(index, 1);
    return index >= 0;
  };
  return names.map((name) => {
    const tag = tagOf(symbols, name);
    return { name, loaded: take(held.programs, tag), attached: take(held.links, tag) };
  });
}

/** Whether `ig` holds a socket that gets every packet; programs that read packets run for it. */
export function hasPacketSocket({ descriptors, packet }: Traces): boolean {
  const inodes = packet.split('\n').map((line) => line.trim().split(/\s+/).at(-1));
  return [...descriptors.matchAll(/^-- socket:\[(\d+)\]/gm)].some(([, inode]) => inodes.includes(inode));
}

/** How many perf events `ig` holds: of a profile, one for each processor. */
export function perfEvents({ descriptors }: Traces): number {
  return [...descriptors.matchAll(/^-- anon_inode:\[perf_event\]/gm)].length;
}

function parseDescriptors(text: string): { programs: string[]; links: string[] } {
  const files = text.split(/^-- .*\n/m).flatMap((file) => {
    const tag = /^prog_tag:\s*(\w+)/m.exec(file)?.[1];
    return tag ? [{ tag, link: /^link_type:/m.test(file), id: /^prog_id:\s*(\d+)/m.exec(file)?.[1] }] : [];
  });
  // Several descriptors can be of one program.
  const programs = new Map(files.filter(({ link }) => !link).map(({ id, tag }) => [id, tag]));
  return { programs: [...programs.values()], links: files.filter(({ link }) => link).map(({ tag }) => tag) };
}

function tagOf(symbols: string, name: string): string | undefined {
  for (const [, tag, symbol = ''] of symbols.matchAll(/\bbpf_prog_([0-9a-f]{16})_(\S+)/g))
    if (symbol === name || symbol === name.slice(0, nameLength)) return tag;
  return undefined;
}
