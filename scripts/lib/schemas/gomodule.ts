// Obtains the folder of a Go module with the go command, which verifies it against the checksum database.
import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { isObject } from './schema.ts';

export type ModuleFolder = { readonly folder: string } | { readonly failure: string };

const timeoutMinutes = 10;

/**
 * Downloads a Go module, or finds it in the local module cache; never throws.
 * @param go the go command
 */
export function moduleFolder(module: string, version: string, go: string): Promise<ModuleFolder> {
  const options = { cwd: tmpdir(), env: environment(), timeout: timeoutMinutes * 60_000 };
  return new Promise((resolve) => {
    execFile(go, ['mod', 'download', '-json', `${module}@${version}`], options, (error, stdout, stderr) => {
      const answer = parse(stdout);
      if (!error && typeof answer.Dir === 'string') return resolve({ folder: answer.Dir });
      if (error?.code === 'ENOENT') return resolve({ failure: 'Go is not installed' });
      if (error?.killed) return resolve({ failure: `not finished within ${timeoutMinutes} minutes` });
      resolve({ failure: typeof answer.Error === 'string' ? answer.Error : stderr.trim() || 'no answer' });
    });
  });
}

// Independent of the person's Go workspace, and always with a checksum database: all modules are public.
function environment(): NodeJS.ProcessEnv {
  const { GOSUMDB, ...rest } = process.env;
  // Left out, Go takes its own database.
  const database = GOSUMDB && GOSUMDB !== 'off' ? { GOSUMDB } : {};
  const independent = { GOWORK: 'off', GOFLAGS: '', GOPRIVATE: '', GONOSUMDB: '' };
  // A module may ask for a newer Go, which is fetched and verified as a module too.
  return { ...rest, ...database, ...independent, GOTOOLCHAIN: 'auto' };
}

function parse(stdout: string): Readonly<Record<string, unknown>> {
  try {
    const answer: unknown = JSON.parse(stdout);
    return isObject(answer) ? answer : {};
  } catch {
    return {};
  }
}
