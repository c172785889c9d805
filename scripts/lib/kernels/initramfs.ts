// What the guest starts from: a shell, the static `ig`, the gadgets, the probes of tests/kernels/guest.
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { hash, hashTree } from '../cache/hash.ts';
import { makeGadgets } from '../images/build/gadgets.ts';
import { buildCommand, commandKey } from '../images/build/go.ts';
import { versionOf } from '../images/modules.ts';
import { runOrThrow } from '../process/run.ts';
import { cacheFolder, toolkitRoot } from '../repository/root.ts';
import { type Gadget, gadgets, serverName } from './gadgets.ts';
import { clientHello } from './hello.ts';
import { obtainBusybox } from './obtain.ts';

const guest = join(toolkitRoot, 'tests/kernels/guest');

/** Path of the initramfs, made when there is none of this content. It is the same for each kernel. */
export async function makeInitramfs(): Promise<string> {
  const busybox = await obtainBusybox();
  const key = hash(
    gadgetLines(gadgets),
    clientHello(serverName),
    readFileSync(import.meta.filename),
    busybox.version,
    commandKey('ig'),
    hashTree(guest),
    hashTree(join(toolkitRoot, 'scripts/lib/images/build')),
  );
  const target = join(cacheFolder, 'kernels/initramfs', `${key.slice(0, 16)}.cpio`);
  if (existsSync(target)) return target;
  // 90 MB each: what an earlier content made is of no use.
  rmSync(dirname(target), { recursive: true, force: true });
  mkdirSync(dirname(target), { recursive: true });
  const work = mkdtempSync(`${target}.`);
  try {
    const root = join(work, 'root');
    await fill(root, busybox.path);
    const archive = join(work, 'archive');
    // Owned by root, though whoever builds it need not be.
    const pack = 'cd "$0" && find . | cpio --quiet --create --format=newc --owner=0:0 > "$1"';
    await runOrThrow('sh', ['-c', pack, root, archive]);
    renameSync(archive, target);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return target;
}

/** What the guest runs: lines of name, image and options. */
export function gadgetLines(table: Gadget[]): string {
  const image = (name: string) => `ghcr.io/inspektor-gadget/gadget/${name}:v${versionOf('ig')}`;
  return table.map(({ name, options }) => `${name} ${image(name)} ${options}\n`).join('');
}

async function fill(root: string, busybox: string): Promise<void> {
  cpSync(guest, root, { recursive: true });
  const folders = ['bin', 'dev', 'etc', 'out', 'proc', 'root', 'run', 'sys', 'tmp', 'usr', 'var/lib/ig'];
  for (const folder of folders) mkdirSync(join(root, folder), { recursive: true });
  cpSync(busybox, join(root, 'bin/busybox'));
  cpSync(await buildCommand('ig'), join(root, 'bin/ig'));
  await makeGadgets(
    gadgets.map(({ name }) => name),
    join(root, 'var/lib/ig'),
  );
  // `ig` reads both, and stops without them.
  writeFileSync(join(root, 'etc/passwd'), 'root:x:0:0:root:/root:/bin/sh\n');
  writeFileSync(join(root, 'etc/group'), 'root:x:0:\n');
  writeFileSync(join(root, 'gadgets'), gadgetLines(gadgets));
  writeFileSync(join(root, 'probes/opened'), '');
  writeFileSync(join(root, 'probes/hello'), clientHello(serverName));
}
