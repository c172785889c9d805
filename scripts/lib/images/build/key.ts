// Content hash of what an image is built from. It is the image's label, so that nothing is built twice.
import { join } from 'node:path';
import { hash, hashTree } from '../../cache/hash.ts';
import { imagesFolder, requiredVersion } from '../modules.ts';
import { type Recipe, recipes } from '../recipes.ts';
import { commandKey } from './go.ts';

export const keyLabel = 'observability.recipe';
/** Label that says what an image really is, where that is not upstream's very version. */
export const reallyLabel = 'observability.really';

/** Changes when the recipe, its files, its modules, an image below it or the builder changes. */
export function recipeKey(recipe: Recipe): string {
  const { reference: _, ...content } = recipe;
  const files = recipe.moduleFiles;
  return hash(
    JSON.stringify(content),
    hashTree(import.meta.dirname),
    hashTree(join(imagesFolder, recipe.folder)),
    ...(recipe.binaries ?? []).map((name) => commandKey(name)),
    ...(recipe.gadgets ? [commandKey('ig')] : []),
    ...(files ? [requiredVersion(files.folder, files.module)] : []),
    ...partsOf(recipe).map(recipeKey),
  );
}

/** The recipes that must be built before: the base, and the images inside. */
export function partsOf({ base, images = [] }: Recipe): Recipe[] {
  return [...(base ? [base] : []), ...images].map((reference) => {
    const found = recipes.find((recipe) => recipe.reference === reference);
    if (!found) throw new Error(`scripts/lib/images/recipes.ts has no recipe for ${reference}`);
    return found;
  });
}
