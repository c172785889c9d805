// What `kubectl kustomize` makes of an overlay.
import type { Resource } from '../kubernetes/resource.ts';
import { runTool } from '../tools/run.ts';
import { machineYaml } from '../yaml/machine.ts';

/** Builds a folder. Kustomize's own message comes back as `problem`. */
export async function buildKustomization(
  root: string,
  folder: string,
): Promise<{ resources: Resource[]; problem?: string }> {
  const { exitCode, stdout, stderr } = await runTool('kubectl', ['kustomize', folder], root);
  if (exitCode !== 0) return { resources: [], problem: shorten(stderr, root) };
  return { resources: machineYaml<Resource>(stdout) };
}

// Kustomize prefixes each level it was in; the last part says what is wrong.
function shorten(stderr: string, root: string): string {
  const text = stderr
    .trim()
    .replaceAll(`${root}/`, '')
    .replace(/^error: /, '');
  const last =
    text.split(/accumulating resources: |accumulateFile error: |accumulation err='/).at(-1) ?? text;
  return last.split("': must build at directory")[0] ?? last;
}
