// One image, by the first way that works: in Docker already, an archive, a pull, a build.

import type { Answer } from './answer.ts';
import { type Archive, loadArchive } from './archives.ts';
import { buildImage, type Doing, isBuilt } from './build/image.ts';
import { keyLabel, reallyLabel } from './build/key.ts';
import { labelOf, tagImage } from './docker.ts';
import { findRecipe } from './find.ts';
import type { Puller } from './pull.ts';
import type { Recipe } from './recipe.ts';
import { normalReference, parseReference } from './reference.ts';
import type { Had, Missing, Outcome } from './result.ts';

export type Ways = {
  /** References that Docker has. */
  present: ReadonlySet<string>;
  /** By the normal form of the reference. */
  archives: ReadonlyMap<string, Archive>;
  pull: Puller;
  build: Builder;
};

/** Puts the image of a recipe into Docker under this reference. */
export type Builder = (recipe: Recipe, reference: string, doing: Doing) => Promise<void>;

/** Puts an image into Docker. Never throws for one that cannot be had. */
export async function obtainImage(reference: string, ways: Ways, doing: Doing): Promise<Outcome> {
  if (ways.present.has(reference) && (await isCurrent(reference)))
    return had('present', await labelOf(reference, reallyLabel));

  const tried: string[] = [];
  const archive = ways.archives.get(normalReference(reference));
  if (archive) {
    doing(`load ${archive.path}`);
    const problem = await attempt(() => loadArchive(archive, reference));
    if (!problem) return had('archive');
    tried.push(`archive: ${problem}`);
  }

  // What is made here only is asked for nowhere: whoever took its name could put anything into the cluster.
  const isOwn = parseReference(reference).registry === 'localhost';
  if (!isOwn) doing('pull');
  const answer = isOwn ? ownImage : await ways.pull(reference);
  if (!answer) return had('pulled');

  const recipe = findRecipe(reference);
  // What has no recipe should be somewhere; where its own registry does not know it, its name is a mistake.
  if (typeof recipe === 'string' && answer.kind === 'absent')
    return { how: 'absent', reason: [...tried, answer.reason].join('; ') };

  tried.push(`pull: ${answer.reason}`);
  if (typeof recipe === 'string') return unavailable(tried, recipe);
  const problem = await attempt(() => ways.build(recipe, reference, doing));
  return problem === undefined ? had('built', recipe.really) : unavailable(tried, problem);
}

const ownImage: Answer = { kind: 'unreachable', reason: 'it is in no registry' };

/** The builder that builds nothing twice. */
export const build: Builder = async (recipe, reference, doing) => {
  if (!(await isBuilt(recipe))) await buildImage(recipe, doing);
  if (reference !== recipe.reference) await tagImage(recipe.reference, reference);
};

// An image that was built here from an older recipe is built again; one from elsewhere is what it says.
async function isCurrent(reference: string): Promise<boolean> {
  if (!(await labelOf(reference, keyLabel))) return true;
  const recipe = findRecipe(reference);
  return typeof recipe !== 'string' && isBuilt(recipe);
}

function had(how: Had['how'], really?: string): Had {
  return { how, ...(really ? { really } : {}) };
}

function unavailable(tried: string[], build: string): Missing {
  return { how: 'unavailable', reason: [...tried, `build: ${build}`].join('; ') };
}

async function attempt(work: () => Promise<void>): Promise<string | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
