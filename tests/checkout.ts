// A copy of this repository in a temporary folder, with some files changed.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { toolkitRoot } from '../scripts/lib/repository/root.ts';

/** What a fixture changes; paths are relative to the repository. */
export type Changes = {
  /** Files with their new content. */
  write?: Record<string, string>;
  /** Files and folders to delete. */
  remove?: string[];
  /** Text to replace; it must be there, so that a fixture cannot silently change nothing. */
  replace?: { file: string; find: string; with: string }[];
};

/** Copies argocd/, charts/ and environments/ and changes them. Returns the folder; `removeCheckout` deletes it. */
export function checkoutWith(changes: Changes): string {
  const root = mkdtempSync(join(tmpdir(), 'checkout-'));
  for (const folder of ['argocd', 'charts', 'environments']) {
    cpSync(join(toolkitRoot, folder), join(root, folder), { recursive: true, verbatimSymlinks: true });
  }
  for (const path of changes.remove ?? []) {
    if (!existsSync(join(root, path))) throw new Error(`the fixture removes ${path}, which is not there`);
    rmSync(join(root, path), { recursive: true });
  }
  for (const { file, find, with: replacement } of changes.replace ?? []) {
    const text = readFileSync(join(root, file), 'utf8');
    if (!text.includes(find))
      throw new Error(`the fixture replaces ${JSON.stringify(find)}, which is not in ${file}`);
    writeFileSync(
      join(root, file),
      text.replace(find, () => replacement),
    );
  }
  for (const [path, content] of Object.entries(changes.write ?? {})) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
}

export function removeCheckout(root: string): void {
  rmSync(root, { recursive: true, force: true });
}
