// Puts images into Docker, by the first way that works: there already, an archive, a pull, a build.
import { type Archive, loadArchive, readArchives } from './archives.ts';
import { buildImage, type Doing, isBuilt } from './build/image.ts';
import { keyLabel, reallyLabel } from './build/key.ts';
import { labelOf, presentImages, tagImage } from './docker.ts';
import { findRecipe } from './find.ts';
import { type Progress, withTicks } from './progress.ts';
import { createPuller, type Puller } from './pull.ts';
import { nodeReference } from './recipes.ts';
import { normalReference } from './reference.ts';

export type ImageResult = {
  reference: string;
  how: 'present' | 'archive' | 'pulled' | 'built' | 'unavailable';
  seconds: number;
  /** Why it is not to be had; for an image that was built here, what it really is. */
  reason?: string;
};

export type ObtainOptions = {
  /** Folder of OCI archives. */
  archives?: string;
  /** Told of archives that name no image. */
  note?: (line: string) => void;
  onProgress?: (progress: Progress) => void;
  /** Called once for each image, as soon as it is there or not to be had. */
  report?: (result: ImageResult) => void;
};

type Ways = { present: Set<string>; archives: Map<string, Archive>; pull: Puller };
type Outcome = Pick<ImageResult, 'how' | 'reason'>;

/** Obtains every image under just the name that is asked for. Never throws for an image that cannot be had. */
export async function obtainImages(
  references: string[],
  options: ObtainOptions = {},
): Promise<ImageResult[]> {
  const wanted = [...new Set(references)];
  const ways: Ways = {
    present: await presentImages(wanted),
    archives: options.archives ? await readArchives(options.archives, options.note) : new Map(),
    pull: createPuller(),
  };
  const results: ImageResult[] = [];
  for (const [index, reference] of wanted.entries()) {
    const start = { reference, n: index + 1, of: wanted.length };
    const { result, seconds } = await withTicks(start, options.onProgress ?? (() => {}), (doing) =>
      obtain(reference, ways, doing),
    );
    const entry = { reference, ...result, seconds };
    options.report?.(entry);
    results.push(entry);
  }
  return results;
}

/** The kind node image, obtained. @throws when it cannot be had */
export async function nodeImage(options: ObtainOptions = {}): Promise<string> {
  const [result] = await obtainImages([nodeReference], options);
  if (result?.how === 'unavailable') throw new Error(`${nodeReference}: ${result.reason}`);
  return nodeReference;
}

async function obtain(reference: string, ways: Ways, doing: Doing): Promise<Outcome> {
  const tried: string[] = [];
  if (ways.present.has(reference) && (await isCurrent(reference)))
    return { how: 'present', ...reasonOf(await labelOf(reference, reallyLabel)) };

  const archive = ways.archives.get(normalReference(reference));
  if (archive) {
    doing(`load ${archive.path}`);
    const problem = await attempt(() => loadArchive(archive, reference));
    if (!problem) return { how: 'archive' };
    tried.push(`archive: ${problem}`);
  }

  doing('pull');
  const problem = await ways.pull(reference);
  if (problem === undefined) return { how: 'pulled' };
  tried.push(`pull: ${problem}`);

  return build(reference, tried, doing);
}

async function build(reference: string, tried: string[], doing: Doing): Promise<Outcome> {
  const recipe = findRecipe(reference);
  if (typeof recipe === 'string')
    return { how: 'unavailable', reason: [...tried, `build: ${recipe}`].join('; ') };
  const problem = await attempt(async () => {
    if (!(await isBuilt(recipe))) await buildImage(recipe, doing);
    if (reference !== recipe.reference) await tagImage(recipe.reference, reference);
  });
  if (problem) return { how: 'unavailable', reason: [...tried, `build: ${problem}`].join('; ') };
  return { how: 'built', ...reasonOf(recipe.really) };
}

// An image that was built here from an older recipe is built again; one from elsewhere is what it says.
async function isCurrent(reference: string): Promise<boolean> {
  if (!(await labelOf(reference, keyLabel))) return true;
  const recipe = findRecipe(reference);
  return typeof recipe !== 'string' && isBuilt(recipe);
}

function reasonOf(really: string | undefined): Pick<Outcome, 'reason'> {
  return really ? { reason: really } : {};
}

async function attempt(work: () => Promise<void>): Promise<string | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
