// The recipe of an image.
import { type Recipe, recipes } from './recipes.ts';
import { parseReference } from './reference.ts';

/** The recipe that builds an image, or why there is none. Its registry does not matter: a mirror has the same images. */
export function findRecipe(reference: string, table: Recipe[] = recipes): Recipe | string {
  const wanted = parseReference(reference);
  if (wanted.digest) return 'it is pinned by digest, which a build here cannot have';
  const named = table.filter((recipe) => parseReference(recipe.reference).repository === wanted.repository);
  const found = named.find((recipe) => parseReference(recipe.reference).tag === wanted.tag);
  if (found) return found;
  const others = named.map((recipe) => parseReference(recipe.reference).tag).join(', ');
  return others ? `tests/images builds ${others} only` : 'no module of this version can be had';
}
