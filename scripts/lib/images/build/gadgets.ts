// Gadgets of the agent: eBPF programs compiled by Debian's clang, in the store that the agent reads.
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runOrThrow } from '../../process/run.ts';
import { versionOf } from '../modules.ts';
import { buildCommand } from './go.ts';
import { moduleFolder } from './modulefiles.ts';

const repository = 'ghcr.io/inspektor-gadget/gadget';
const folder = 'inspektor-gadget';
// Clang 14 leaves calls in some that do not load.
const clang = '19';

/** Puts the gadgets under upstream's names into `store`. */
export async function makeGadgets(names: string[], store: string): Promise<void> {
  const ig = await buildCommand('ig');
  const module = await moduleFolder(folder, 'github.com/inspektor-gadget/inspektor-gadget');
  const work = mkdtempSync(join(tmpdir(), 'gadgets-'));
  try {
    for (const name of names) {
      const source = join(work, name);
      cpSync(join(module, 'gadgets', name), source, { recursive: true });
      writeFileSync(join(source, 'build.yaml'), `cflags: ${includes(join(module, 'include'))}\n`);
      await buildGadget(ig, source, `${repository}/${name}:v${versionOf('ig')}`, work);
    }
    cpSync(join(work, 'ig'), store, { recursive: true });
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

// `ig` knows one place for its store, /var/lib/ig: the folder takes the place of /var/lib, for this process alone.
async function buildGadget(ig: string, source: string, image: string, varLib: string): Promise<void> {
  mkdirSync(join(varLib, 'ig'), { recursive: true });
  const env = { ...process.env, CLANG: `clang-${clang}`, LLVM_STRIP: `llvm-strip-${clang}` };
  const build = [ig, 'image', 'build', '--local', '--tag', image, source];
  const command = 'mount --bind "$0" /var/lib && exec "$@"';
  await runOrThrow('unshare', ['--mount', '--map-root-user', 'sh', '-c', command, varLib, ...build], { env });
  if (!existsSync(join(varLib, 'ig/oci-store/index.json'))) throw new Error(`ig stored no ${image}`);
}

function includes(folder: string): string {
  return `-I${folder} -I${folder}/gadget/@ARCH@/`;
}
