// Obtains the pinned files of a source: from GitHub, or from the Go module when GitHub does not deliver.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { download } from './download.ts';
import { type ModuleFolder, moduleFolder } from './gomodule.ts';
import { unobtainable, wrongChecksum } from './sourceerror.ts';
import type { PinnedFile, SchemaSource } from './sources.ts';

export interface ObtainOptions {
  /** Base URL of the downloads, without a slash at its end. */
  readonly baseUrl?: string;
  /** The go command. */
  readonly go?: string;
}

/** Obtains a source's files: path in the module → text, in the order of the source. */
export type ObtainSource = (source: SchemaSource) => Promise<ReadonlyMap<string, string>>;

/**
 * Makes the function that obtains sources during one run. Once the download host gave no answer, that run
 * asks it no more. The function throws SourceError when a file can be had in neither way, or has another
 * checksum than the pinned one.
 */
export function sourceObtainer(options: ObtainOptions = {}): ObtainSource {
  const { baseUrl = 'https://raw.githubusercontent.com', go = 'go' } = options;
  const host: Host = { baseUrl };
  return async (source) => {
    const downloads = await Promise.all(source.files.map((file) => fromHost(host, source, file)));
    const missing = downloads.some((bytes) => typeof bytes === 'string');
    const module = missing ? await moduleFolder(source.module, source.version, go) : { failure: 'not tried' };
    const texts = source.files.map(async (file, index): Promise<[string, string]> => {
      const downloaded = downloads[index] ?? 'not tried';
      const bytes =
        typeof downloaded === 'string'
          ? await fromModule(module, host, source, file, downloaded)
          : downloaded;
      return [file.path, bytes.toString('utf8')];
    });
    return new Map(await Promise.all(texts));
  };
}

interface Host {
  readonly baseUrl: string;
  /** Why the host gave no answer, once that happened. */
  unreachable?: string;
}

async function fromHost(host: Host, source: SchemaSource, file: PinnedFile): Promise<Buffer | string> {
  if (host.unreachable !== undefined) return host.unreachable;
  const url = urlOf(host, source, file);
  const result = await download(url);
  if ('bytes' in result) return verified(result.bytes, url, file);
  if (result.unreachable) host.unreachable = result.failure;
  return result.failure;
}

async function fromModule(
  module: ModuleFolder,
  host: Host,
  source: SchemaSource,
  file: PinnedFile,
  downloadFailure: string,
): Promise<Buffer> {
  const fail = (failure: string) =>
    unobtainable(source, file.path, urlOf(host, source, file), {
      download: downloadFailure,
      module: failure,
    });
  if ('failure' in module) throw fail(module.failure);
  const bytes = await readFile(join(module.folder, file.path)).catch((error: NodeJS.ErrnoException) => {
    throw fail(`cannot read ${join(module.folder, file.path)} (${error.code ?? error.message})`);
  });
  return verified(bytes, `${file.path} in the Go module ${source.module}@${source.version}`, file);
}

function urlOf({ baseUrl }: Host, { repository, tag, moduleFolder: folder }: SchemaSource, file: PinnedFile) {
  return [baseUrl, repository, tag, ...(folder ? [folder] : []), file.path].join('/');
}

function verified(bytes: Buffer, origin: string, file: PinnedFile): Buffer {
  const actual = createHash('sha256').update(bytes).digest('hex');
  if (actual !== file.sha256) throw wrongChecksum(origin, actual, file.sha256);
  return bytes;
}
