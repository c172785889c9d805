// Go commands for images: static, verified by the checksum database, kept by the content of their module.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { hash } from '../../cache/hash.ts';
import { runOrThrow } from '../../process/run.ts';
import { cacheFolder } from '../../repository/root.ts';
import { commandOf, type GoCommand, imagesFolder, versionOf } from '../modules.ts';

// Others work on this machine too.
const niceness = '10';
const flags = '-trimpath -buildvcs=false';

/** Path of the binary, built when it is not there. */
export async function buildCommand(name: string): Promise<string> {
  const command = commandOf(name);
  const target = join(cacheFolder, 'images/binaries', `${name}-${commandKey(name, command).slice(0, 16)}`);
  if (existsSync(target)) return target;
  mkdirSync(dirname(target), { recursive: true });
  const folder = mkdtempSync(`${target}.`);
  try {
    const [program, ...args] = buildArguments(name, command, folder);
    const cwd = 'folder' in command ? join(imagesFolder, command.folder) : folder;
    await runOrThrow('nice', ['-n', niceness, program ?? 'go', ...args], { cwd, env: environment(folder) });
    const built = 'folder' in command ? name : binaryName(command.package);
    renameSync(join(folder, built), target);
    return target;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Changes when the binary would. */
export function commandKey(name: string, command: GoCommand = commandOf(name)): string {
  const sources = 'folder' in command ? ['go.mod', 'go.sum', 'main.go'] : [];
  const contents = sources.map((file) => {
    const path = join(imagesFolder, 'folder' in command ? command.folder : '', file);
    return existsSync(path) ? readFileSync(path) : '';
  });
  return hash(JSON.stringify(command), flags, ...contents);
}

/** The command line that puts the binary into a folder. */
export function buildArguments(name: string, command: GoCommand, folder: string): string[] {
  const version = versionOf(name);
  const variables = Object.entries(command.variables ?? {}).map(
    ([variable, value]) => `-X ${variable}=${value.replaceAll('<version>', version)}`,
  );
  const linker = ['-ldflags', ['-s -w', ...variables].join(' ')];
  if ('version' in command) return ['go', 'install', ...linker, `${command.package}@v${version}`];
  const tags = command.tags ? ['-tags', command.tags] : [];
  return ['go', 'build', ...tags, ...linker, '-o', join(folder, name), command.package];
}

/** How Go names what it installs: `kustomize` for `…/kustomize/v5`. */
export function binaryName(path: string): string {
  const parts = path.split('/');
  const last = parts.pop() ?? path;
  return /^v\d+$/.test(last) ? (parts.pop() ?? last) : last;
}

function environment(folder: string): NodeJS.ProcessEnv {
  // GOTOOLCHAIN: a module may ask for a newer Go, which is fetched and verified as a module too.
  return {
    ...process.env,
    CGO_ENABLED: '0',
    GOBIN: folder,
    GOFLAGS: flags,
    // The compiler's own: memory for a fifth less processor time.
    GOGC: '400',
    GOOS: 'linux',
    GOTOOLCHAIN: 'auto',
  };
}
