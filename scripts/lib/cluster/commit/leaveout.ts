// Leaves components out of an exported checkout, and tells which files that changes.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { valuesFile } from '../cluster.ts';
import { type Edit, edited } from './edit.ts';
import { edits, type Omission } from './reduce.ts';
import type { Change } from './revision.ts';

/** Removes the files of the components and makes the edits that follow, and `others`, in the tree. */
export function leaveOut(
  tree: string,
  components: string[],
  omitted: Omission[],
  others: Edit[] = [],
): { changes: Change[]; made: Edit[] } {
  const removed = omitted.map(
    ({ component }): Change => ({ path: valuesFile(component), content: undefined }),
  );
  const gone = new Set(omitted.map(({ component }) => component));
  const stays = ({ component }: Edit) => components.includes(component) && !gone.has(component);
  const made = [...edits(components, omitted), ...others.filter(stays)].filter(
    ({ component, path }, index, all) => index === all.findIndex(sameKey(component, path)),
  );
  const touched = [...new Set(made.map(({ component }) => component))];
  const changed = touched.map((component): Change => {
    const path = valuesFile(component);
    const own = made.filter((edit) => edit.component === component);
    return { path, content: edited(readFileSync(join(tree, path), 'utf8'), own) };
  });
  const changes = [...removed, ...changed];
  for (const { path, content } of changes) {
    const file = join(tree, path);
    if (content !== undefined) writeFileSync(file, content);
    else if (existsSync(file)) rmSync(file);
  }
  return { changes, made };
}

// Two reasons for one setting are one edit.
const sameKey = (component: string, path: string[]) => (edit: Edit) =>
  edit.component === component && edit.path.join('.') === path.join('.');

/** One line for each component that is left out, and one for each setting that follows. */
export function leftOutLines(omitted: Omission[], made: Edit[]): string[] {
  return [
    ...omitted.map(({ component, images, because }) =>
      because
        ? `${component} is left out (${because})`
        : `no image: ${component} is left out (${images.join(', ')})`,
    ),
    ...made.map(
      ({ component, path, value, because }) =>
        `${component}: ${path.join('.')}=${typeof value === 'object' ? '…' : value} (${because})`,
    ),
  ];
}
