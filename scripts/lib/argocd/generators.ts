// The generators that the ApplicationSet may use, evaluated as Argo CD's controller does: list, git files, matrix.
import { basename, dirname } from 'node:path';
import { isMap } from '../yaml/map.ts';
import { fillDeep, type Parameters } from './gotemplate.ts';

export type Generator = {
  list?: { elements: Parameters[] };
  git?: { repoURL: string; revision: string; pathParamPrefix: string; files: { path: string }[] };
  matrix?: { generators: Generator[] };
};

/** Reads a file of the repository as data; undefined when there is none. */
export type ReadFile = (path: string) => unknown;

/** The parameter sets of a generator. `outer` are the parameters that an enclosing matrix has already. */
export function generate(generator: Generator, read: ReadFile, outer?: Parameters): Parameters[] {
  const filled = outer && !generator.matrix ? fillDeep(generator, outer) : generator;
  if (filled.list) return filled.list.elements;
  if (filled.git) return gitFiles(filled.git, read);
  const [first, second] = filled.matrix?.generators ?? [];
  if (!first || !second) return [];
  return generate(first, read, outer).flatMap((a) => generate(second, read, a).map((b) => merge(b, a)));
}

function gitFiles(git: NonNullable<Generator['git']>, read: ReadFile): Parameters[] {
  const paths = [...new Set(git.files.map(({ path }) => path))].sort();
  return paths.flatMap((path) => {
    const content = read(path);
    if (content === undefined) return [];
    const folder = dirname(path);
    const location = {
      path: folder,
      basename: basename(folder),
      filename: basename(path),
      segments: folder.split('/'),
    };
    return [{ ...(content as Parameters), [git.pathParamPrefix]: { path: location } }];
  });
}

// In a matrix the first generator wins, map by map.
function merge(base: Parameters, winner: Parameters): Parameters {
  const merged = { ...base };
  for (const [key, value] of Object.entries(winner)) {
    const below = merged[key];
    merged[key] = isMap(below) && isMap(value) ? merge(below, value) : value;
  }
  return merged;
}
