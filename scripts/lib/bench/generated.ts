// Generated environments: copies of one, each with its own names.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const template = 'production-us';

/** `scale-001`. */
export function environmentName(number: number): string {
  return `scale-${String(number).padStart(3, '0')}`;
}

/**
 * The files of an environment, made from those of another: its name is replaced in paths and texts, which gives it its
 * own tenant, cluster name, buckets, overlay prefix and settings.
 *
 * @param files path → text
 * @throws Error when a file whose name is the environment's does not name it inside: the copy would be a double
 */
export function environmentCopy(files: Map<string, string>, from: string, to: string): Map<string, string> {
  const name = new RegExp(`(?<![\\w-])${RegExp.escape(from)}(?![\\w])|(?<=-)${RegExp.escape(from)}(?=-)`, 'g');
  const copies = new Map([...files].map(([path, text]) => [path.replace(name, to), text.replace(name, to)]));
  return copies;
}

/** Removes every environment of a checkout and returns a function that adds generated ones up to a number. */
export function generatedEnvironments(checkout: string): (count: number) => void {
  const files = environmentFiles(checkout);
  for (const folder of ['environments', 'argocd/overlays']) {
    rmSync(join(checkout, folder), { recursive: true });
  }
  return (count) => {
    for (let number = 1; number <= count; number += 1) {
      for (const [path, text] of environmentCopy(files, template, environmentName(number))) {
        mkdirSync(dirname(join(checkout, path)), { recursive: true });
        writeFileSync(join(checkout, path), text);
      }
    }
  };
}

function environmentFiles(checkout: string): Map<string, string> {
  const folders = [`environments/${template}`, `argocd/overlays/${template}`];
  const paths = folders.flatMap((folder) => readdirSync(join(checkout, folder)).map((name) => `${folder}/${name}`));
  return new Map(paths.map((path) => [path, readFileSync(join(checkout, path), 'utf8')]));
}
