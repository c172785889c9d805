// What the cluster shall run: the last commit, less what cannot be had here.
import { join } from 'node:path';
import { StepError } from '../../process/run.ts';
import type { Cluster } from '../cluster.ts';
import type { Edit } from './edit.ts';
import { engineEdits } from './engines.ts';
import { type LocalEnvironment, readEnvironment } from './environment.ts';
import { gadgetEdits, withGadgets } from './gadgets.ts';
import { leaveOut, leftOutLines } from './leaveout.ts';
import { type Omission, omissions } from './reduce.ts';
import { exportTree, type Revision, revisionOf } from './revision.ts';

export type Target = Revision & {
  local: LocalEnvironment;
  /** Images that cannot be had. */
  missing: string[];
  omitted: Omission[];
  edits: Edit[];
};

/** Where the commit is unpacked. */
export const treeOf = ({ folder }: Cluster) => join(folder, 'tree');

export type WholeEnvironment = LocalEnvironment & { head: string };

/** The environment of the last commit, with nothing left out. */
export async function wholeEnvironment(root: string, cluster: Cluster): Promise<WholeEnvironment> {
  const head = await exportTree(root, treeOf(cluster));
  return { ...(await readEnvironment(treeOf(cluster))), head };
}

/** The commit for the cluster. `missing` are images that cannot be had, `gadgets` is the image with gadgets when it is needed. */
export async function targetOf(
  root: string,
  cluster: Cluster,
  whole: WholeEnvironment,
  missing: string[],
  gadgets: string | undefined,
): Promise<Target> {
  const tree = treeOf(cluster);
  const components = whole.components.map(({ component }) => component);
  const omitted = omissions(withGadgets(whole.components, gadgets), new Set(missing));
  if (omitted.length === components.length)
    throw new StepError(['No component has its image:', ...leftOutLines(omitted, [])].join('\n'));
  const others = [
    ...engineEdits(whole.components, new Set(missing)),
    ...(gadgets ? gadgetEdits(gadgets) : []),
  ];
  const { changes, made } = leaveOut(tree, components, omitted, others);
  const message = `Leave out what cannot be had here\n\n${leftOutLines(omitted, made).join('\n')}`;
  const revision = await revisionOf(root, cluster, whole.head, changes, message);
  // Again, because the values have changed: what does not render must not reach the cluster.
  const local = changes.length > 0 ? await readEnvironment(tree) : whole;
  return { ...revision, local, missing, omitted, edits: made };
}

const shownFiles = 5;

/** What a person should know about the commit. */
export function targetLines({ head, commit, uncommitted, omitted, edits }: Target): string[] {
  const more = uncommitted.length > shownFiles ? ` and ${uncommitted.length - shownFiles} more` : '';
  return [
    ...leftOutLines(omitted, edits),
    ...(uncommitted.length > 0
      ? [`not committed, so not in the cluster: ${uncommitted.slice(0, shownFiles).join(', ')}${more}`]
      : []),
    `commit ${commit.slice(0, 12)}${commit === head ? '' : `, on top of ${head.slice(0, 12)}`}`,
  ];
}
