// Generated environments: copies of one, each with its own names.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The environment that is copied. */
export const template = 'production-us';

/** `scale-001`. */
export function environmentName(number: number): string {
  return `scale-${String(number).padStart(3, '0')}`;
}

/**
 * The files of an environment, made from those of another: its name is replaced in paths and texts, which gives the
 * copy its own tenant, cluster name, buckets, overlay prefix and settings.
 *
 * @param files path → text
 */
export function environmentCopy(files: Map<string, string>, from: string, to: string): Map<string, string> {
  return new Map([...files].map(([path, text]) => [path.replaceAll(from, to), text.replaceAll(from, to)]));
}

/** Removes every environment of a checkout. Returns a function that adds generated ones up to a number. */
export function generatedEnvironments(checkout: string): (count: number) => void {
  const files = templateFiles(checkout);
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

function templateFiles(checkout: string): Map<string, string> {
  const folders = [`environments/${template}`, `argocd/overlays/${template}`];
  const paths = folders.flatMap((folder) =>
    readdirSync(join(checkout, folder)).map((name) => `${folder}/${name}`),
  );
  return new Map(paths.map((path) => [path, readFileSync(join(checkout, path), 'utf8')]));
}
