// What `kubectl kustomize` makes of an overlay.
import { parseAllDocuments } from 'yaml';
import { $ } from 'zx';
import type { Resource } from '../kubernetes/resource.ts';
import { toolPath } from '../tools/resolve.ts';

/** Builds a folder. Kustomize's own message comes back as `problem`. */
export async function buildKustomization(
  root: string,
  folder: string,
): Promise<{ resources: Resource[]; problem?: string }> {
  const kubectl = await toolPath('kubectl');
  const { exitCode, stdout, stderr } = await $({
    cwd: root,
    quiet: true,
    nothrow: true,
  })`${kubectl} kustomize ${folder}`;
  if (exitCode !== 0) return { resources: [], problem: shorten(stderr, root) };
  const documents = parseAllDocuments(stdout);
  return { resources: 'empty' in documents ? [] : documents.map((document) => document.toJS() as Resource) };
}

// Kustomize prefixes each level it was in; the last part says what is wrong.
function shorten(stderr: string, root: string): string {
  const text = stderr
    .trim()
    .replaceAll(`${root}/`, '')
    .replace(/^error: /, '');
  return text.split(/accumulating resources: |accumulateFile error: |accumulation err='/).at(-1) ?? text;
}
