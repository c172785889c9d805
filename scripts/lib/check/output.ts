// Rendered manifests, where a person can read them.
import { copyFileSync, mkdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { resultsFolder, toolkitRoot } from '../repository/root.ts';
import type { Report } from './types.ts';

/** Copies the manifests of each Application to `rendered/<environment>/<component>.yaml`. Returns what to tell about it. */
export function writeManifests({ applications }: Report): string {
  const folder = join(toolkitRoot, 'rendered');
  for (const { environment, component, manifests } of applications) {
    const target = join(folder, environment, `${component}.yaml`);
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(join(resultsFolder, manifests), target);
  }
  return `written to ${relative(process.cwd(), folder) || folder}/\n`;
}
