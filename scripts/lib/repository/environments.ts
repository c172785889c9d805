// The environments of a checkout: folders under environments/ and overlays under argocd/overlays/.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError } from '../cli/errors.ts';
import { parseYaml, type YamlFile } from '../yaml/document.ts';

/** One YAML file of an environment. */
export type SourceFile = { path: string; name: string; text: string; yaml: YamlFile };

/** Names of all environments, whether they have a folder, an overlay or both. */
export function environmentNames(root: string): string[] {
  const names = new Set([...folders(join(root, 'environments')), ...folders(join(root, 'argocd/overlays'))]);
  return [...names].sort();
}

/**
 * The environments that a command was asked for, all when none was named.
 *
 * @throws CommandError for a name that is none
 */
export function selectEnvironments(root: string, wanted: string[]): string[] {
  const names = environmentNames(root);
  for (const name of wanted) {
    if (!names.includes(name)) {
      throw new CommandError(
        `E_USAGE there is no environment ${name}.\nPlease use one of: ${names.join(', ')}`,
      );
    }
  }
  return wanted.length > 0 ? names.filter((name) => wanted.includes(name)) : names;
}

/** The files of an environment's folder, parsed; paths are relative to the root. */
export function environmentFiles(root: string, environment: string): SourceFile[] {
  const folder = `environments/${environment}`;
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder))
    .sort()
    .filter((name) => statSync(join(root, folder, name), { throwIfNoEntry: false })?.isFile())
    .map((name) => {
      const text = readFileSync(join(root, folder, name), 'utf8');
      return { path: `${folder}/${name}`, name, text, yaml: parseYaml(text) };
    });
}

function folders(path: string): string[] {
  if (!existsSync(path)) return [];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
}
