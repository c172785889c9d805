// Where a rendered object comes from.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The template of a rendered object, where the chart itself wrote it: `charts/loki/templates/x.yaml`. Nothing for what the
 * library writes: there the values decide.
 *
 * @param path file with the rendered YAML
 */
export function templateOf(root: string, path: string, kind: string, name: string): string | undefined {
  const documents = readFileSync(path, 'utf8').split(/^---$/m);
  const own = documents.find(
    (text) =>
      new RegExp(`^kind: ["']?${RegExp.escape(kind)}`, 'm').test(text) &&
      new RegExp(`^  name: ["']?${RegExp.escape(name)}["']?$`, 'm').test(text),
  );
  const source = /^# Source: (.+)$/m.exec(own ?? '')?.[1];
  if (!source) return undefined;
  const file = `charts/${source}`;
  return existsSync(join(root, file)) && readFileSync(join(root, file), 'utf8').includes('include "common.')
    ? undefined
    : file;
}
