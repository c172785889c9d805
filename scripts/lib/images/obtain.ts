// Puts images into Docker, one after the other.
import { readArchives } from './archives.ts';
import { presentImages } from './docker.ts';
import { createTicks, type Progress } from './progress.ts';
import { createPuller } from './pull.ts';
import type { ImageResult } from './result.ts';
import { build, obtainImage, type Ways } from './ways.ts';

export type ObtainOptions = {
  /** Folder of OCI archives. */
  archives?: string;
  /** Told of archives that name no image. */
  note?: (line: string) => void;
  onProgress?: (progress: Progress) => void;
  /** Called once for each image, as soon as it is there or not to be had. */
  report?: (result: ImageResult) => void;
};

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
    build,
  };
  const ticks = createTicks(options.onProgress ?? (() => {}));
  const results: ImageResult[] = [];
  for (const [index, reference] of wanted.entries()) {
    const start = { reference, n: index + 1, of: wanted.length };
    const { result, seconds } = await ticks(start, (doing) => obtainImage(reference, ways, doing));
    const entry = { reference, ...result, seconds };
    options.report?.(entry);
    results.push(entry);
  }
  return results;
}
