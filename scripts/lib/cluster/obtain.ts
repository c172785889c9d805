// The images of the cluster: where they come from is the business of lib/images.
import { nodeImage, obtainImages } from '../images/obtain.ts';
import { type ImageResult, isMissing } from '../images/result.ts';
import { StepError } from '../process/run.ts';

export type Images = {
  /** References that could be had in no way. */
  missing: string[];
  /** The kind node image; asked for only when a node is made. */
  node: () => Promise<string>;
};

/** Puts every image in Docker that can be had. `archives` is a folder of OCI archives. */
export type Obtain = (
  references: string[],
  archives: string | undefined,
  note: (line: string) => void,
) => Promise<Images>;

/** From Docker, the folder, a registry, or built here. */
export const obtainAll: Obtain = async (references, archives, note) => {
  const options = {
    ...(archives ? { archives } : {}),
    note,
    report: (result: ImageResult) => note(imageLine(result)),
  };
  const results = await obtainImages(references, options);
  const missing = results.filter(isMissing).map(({ reference }) => reference);
  const node = () =>
    nodeImage(options).catch((error: Error) => {
      throw new StepError(error.message);
    });
  return { missing, node };
};

function imageLine(result: ImageResult): string {
  const { reference, how, seconds } = result;
  const short = isMissing(result) ? 'no image' : how;
  const why = isMissing(result) ? result.reason : result.really;
  return `${short.padEnd(8)} ${`${seconds.toFixed(0)} s`.padStart(6)}  ${reference}${why ? ` (${why})` : ''}`;
}
