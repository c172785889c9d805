// Packages of any suite of Debian, by an apt of our own: its lists are in the cache, the machine's stay as they are.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runOrThrow } from '../process/run.ts';
import { cacheFolder } from '../repository/root.ts';
import { type Listed, parseMadison } from './madison.ts';
import { suiteSource } from './sources.ts';

export type Apt = {
  /** All versions of the packages whose names match. */
  list(pattern: RegExp): Promise<Listed[]>;
  /** Puts the verified .deb into a folder; returns its path. */
  download(listed: Listed, folder: string): Promise<string>;
};

/** An apt that knows one suite as it is now. @throws when the archive cannot be reached or its signature is wrong */
export async function openSuite(suite: string): Promise<Apt> {
  const folder = join(cacheFolder, 'kernels/apt', suite);
  for (const name of ['lists/partial', 'archives/partial'])
    mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, 'sources.list'), suiteSource(suite, machineSources()));
  const options = settings(folder).flatMap((setting) => ['-o', setting]);
  await runOrThrow('apt-get', [...options, 'update', '--error-on=any']);
  return {
    async list(pattern) {
      const all = (await runOrThrow('apt-cache', [...options, 'pkgnames'])).split('\n');
      const names = all.filter((name) => pattern.test(name));
      return names.length > 0
        ? parseMadison(await runOrThrow('apt-cache', [...options, 'madison', ...names]))
        : [];
    },
    async download({ name, version }, target) {
      await runOrThrow('apt-get', [...options, 'download', `${name}=${version}`], { cwd: target });
      const [file] = readdirSync(target).filter((entry) => entry.endsWith('.deb'));
      if (!file) throw new Error(`apt-get put no package ${name} into ${target}`);
      return join(target, file);
    },
  };
}

function settings(folder: string): string[] {
  return [
    `Dir::Etc::sourcelist=${join(folder, 'sources.list')}`,
    'Dir::Etc::sourceparts=-',
    // Pins of the machine are about its own release.
    'Dir::Etc::preferences=-',
    'Dir::Etc::preferencesparts=-',
    `Dir::State::lists=${join(folder, 'lists')}`,
    'Dir::State::status=/dev/null',
    `Dir::Cache=${folder}`,
    'APT::Architecture=amd64',
    'Acquire::Languages=none',
    'Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=false',
  ];
}

function machineSources(): string[] {
  const folder = '/etc/apt/sources.list.d';
  const names = existsSync(folder) ? readdirSync(folder).sort() : [];
  return ['/etc/apt/sources.list', ...names.map((name) => join(folder, name))]
    .filter((path) => existsSync(path))
    .map((path) => readFileSync(path, 'utf8'));
}
