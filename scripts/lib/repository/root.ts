// Where things are.
import { fileURLToPath } from 'node:url';

/** The folder of this toolkit's checkout. */
export const toolkitRoot = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/, '');

/** Everything that is downloaded, built or computed; ignored by git, removed by `npm run clean`. */
export const cacheFolder = process.env.CACHE_FOLDER ?? `${toolkitRoot}/.cache`;

/** Results kept between runs. */
export const resultsFolder = `${cacheFolder}/results`;
