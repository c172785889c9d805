// The images of the cluster: where they come from is the business of lib/images.
import { type ImageResult, nodeImage, obtainImages } from '../images/obtain.ts';
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
  const missing = results.filter(({ how }) => how === 'unavailable').map(({ reference }) => reference);
  const node = () =>
    nodeImage(options).catch((error: Error) => {
      throw new StepError(error.message);
    });
  return { missing, node };
};

function imageLine({ reference, how, seconds, reason }: ImageResult): string {
  const short = how === 'unavailable' ? 'no image' : how;
  return `${short.padEnd(8)} ${`${seconds.toFixed(0)} s`.padStart(6)}  ${reference}${reason ? ` (${reason})` : ''}`;
}
