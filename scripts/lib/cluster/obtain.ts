// The images of the cluster: where they come from is the business of lib/images.
import { obtainImages } from '../images/obtain.ts';
import { progressLine } from '../images/progress.ts';
import { type ImageResult, isMissing } from '../images/result.ts';

/** Puts every image in Docker that can be had. `archives` is a folder of OCI archives. */
export type Obtain = (
  references: string[],
  archives: string | undefined,
  note: (line: string) => void,
) => Promise<ImageResult[]>;

/** From Docker, the folder, a registry, or built here. */
export const obtainAll: Obtain = (references, archives, note) =>
  obtainImages(references, {
    ...(archives ? { archives } : {}),
    note,
    onProgress: (progress) => note(progressLine(progress)),
    report: (result) => {
      if (result.how !== 'present') note(imageLine(result));
    },
  });

/** One line for an image that is there now, or not. */
export function imageLine(result: ImageResult): string {
  const { reference, how, seconds } = result;
  const short = isMissing(result) ? 'no image' : how;
  const why = isMissing(result) ? result.reason : result.really;
  return `${short.padEnd(8)} ${`${seconds.toFixed(0)} s`.padStart(6)}  ${reference}${why ? ` (${why})` : ''}`;
}
