// The program in front of runc for machines that lack capabilities: runc-wrapper/.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { $ } from 'zx';
import { cacheFolder } from '../repository/root.ts';

/** Name of Docker's runtime, and of the program. */
export const wrapperName = 'runc-within-bounds';
/** Where it is, on this machine and in the kind node. */
export const wrapperPath = `/usr/local/sbin/${wrapperName}`;

const source = join(import.meta.dirname, 'runc-wrapper');

/** Builds the wrapper, once for each content of its source. */
export async function buildWrapper(): Promise<string> {
  const target = join(cacheFolder, 'tools', `${wrapperName}-${sourceHash()}`);
  if (existsSync(target)) return target;
  mkdirSync(dirname(target), { recursive: true });
  const env = { ...process.env, CGO_ENABLED: '0', GOFLAGS: '-trimpath -buildvcs=false', GOWORK: 'off' };
  const built = await $({
    cwd: source,
    env,
    quiet: true,
    nothrow: true,
  })`go build -ldflags ${`-s -w -X main.source=${sourceHash()}`} -o ${target} .`;
  if (built.exitCode !== 0) throw new Error(built.stderr.trim());
  return target;
}

/** What says whether the installed wrapper is this checkout's: it names its source with `--source`. */
export async function wrapperHash(): Promise<{ installed: string; wanted: string }> {
  const wanted = sourceHash();
  if (!existsSync(wrapperPath)) return { installed: '', wanted };
  const { stdout } = await $({ quiet: true, nothrow: true })`${wrapperPath} --source`;
  return { installed: stdout.trim(), wanted };
}

function sourceHash(): string {
  const hash = createHash('sha256');
  const files = readdirSync(source).filter((name) => !name.endsWith('_test.go'));
  for (const name of files.sort()) hash.update(name).update(readFileSync(join(source, name)));
  return hash.digest('hex').slice(0, 12);
}
