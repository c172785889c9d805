// Files of a Go module, from Go's own cache.
import { join } from 'node:path';
import { runOrThrow } from '../../process/run.ts';
import { imagesFolder } from '../modules.ts';

/** The folder of a module that tests/images/<folder>/go.mod requires. */
export async function moduleFolder(folder: string, module: string): Promise<string> {
  const options = { cwd: join(imagesFolder, folder), env: { ...process.env, GOTOOLCHAIN: 'auto' } };
  await runOrThrow('go', ['mod', 'download', module], options);
  return (await runOrThrow('go', ['list', '-m', '-f', '{{.Dir}}', module], options)).trim();
}
