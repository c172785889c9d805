// File systems made of Debian packages, kept by their packages.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { hash } from '../../cache/hash.ts';
import { runOrThrow } from '../../process/run.ts';
import { cacheFolder } from '../../repository/root.ts';
import type { Recipe } from '../recipes.ts';

const suite = 'bookworm';
const notNeeded = ['doc', 'info', 'lintian', 'locale', 'man'].map((name) => `/usr/share/${name}/*`);

/** Path of a tar file with the packages and all they depend on, made when it is not there. */
export async function makeRootfs(rootfs: NonNullable<Recipe['rootfs']>): Promise<string> {
  const options = rootfsOptions(rootfs);
  const target = join(cacheFolder, 'images/rootfs', `${hash(...options).slice(0, 16)}.tar`);
  if (existsSync(target)) return target;
  mkdirSync(dirname(target), { recursive: true });
  const folder = mkdtempSync(`${target}.`);
  try {
    const tar = join(folder, 'rootfs.tar');
    const input = debianSources(readSources());
    await runOrThrow('mmdebstrap', [...options, suite, tar, ...(input ? ['-'] : [])], { input });
    renameSync(tar, target);
    return target;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function rootfsOptions({ packages, how }: NonNullable<Recipe['rootfs']>): string[] {
  const scripts = how === 'unpacked' && packages.includes('iptables');
  return [
    '--quiet',
    `--variant=${how === 'installed' ? 'minbase' : 'extract'}`,
    `--include=${packages.join(',')}`,
    '--aptopt=Acquire::Languages "none"',
    '--aptopt=APT::Install-Recommends "false"',
    ...notNeeded.map((path) => `--dpkgopt=path-exclude=${path}`),
    // Without package scripts nobody makes these links; iptables is several programs in one.
    ...(scripts ? [`--extract-hook=${iptablesLinks}`] : []),
  ];
}

const iptablesLinks = ['', '-save', '-restore']
  .flatMap((part) => [`iptables${part}`, `ip6tables${part}`])
  .map((name) => `ln -s xtables-nft-multi "$1/usr/sbin/${name}"`)
  .join(' && ');

/** Of the machine's package sources those that have this suite; empty where it runs something else. */
export function debianSources(files: string[]): string {
  const own = new RegExp(`^${suite}(-updates|-security)?$`);
  return files
    .flatMap((text) => (/^Types:/m.test(text) ? text.split(/\n\s*\n/) : text.split('\n')))
    .map((entry) => entry.replaceAll(/^#.*\n?/gm, '').trim())
    .filter((entry) => entry.split(/\s+/).some((word) => own.test(word)) && /(^|\s)deb\s/.test(entry))
    .join('\n\n');
}

function readSources(): string[] {
  const folder = '/etc/apt/sources.list.d';
  const names = existsSync(folder) ? readdirSync(folder).sort() : [];
  return ['/etc/apt/sources.list', ...names.map((name) => join(folder, name))]
    .filter((path) => existsSync(path))
    .map((path) => readFileSync(path, 'utf8'));
}
