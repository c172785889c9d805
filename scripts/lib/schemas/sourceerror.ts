// The errors of obtaining a schema source, in words for the person who runs the installation.
import type { SchemaSource } from './sources.ts';

/** A pinned file could not be obtained, or is not the file that was pinned. */
export class SourceError extends Error {
  override readonly name = 'SourceError';
}

/** Neither the download nor the Go module gave the file. */
export function unobtainable(source: SchemaSource, path: string, url: string, tried: Tried): SourceError {
  return new SourceError(
    [
      `Cannot obtain ${path} of ${source.name} ${source.version}.`,
      `  ${url}: ${tried.download}`,
      `  go mod download ${source.module}@${source.version}: ${tried.module}`,
      `Make ${new URL(url).host} reachable, or install Go (https://go.dev/dl/) and make a Go module proxy ` +
        'reachable (GOPROXY), then run the installation again.',
    ].join('\n'),
  );
}

interface Tried {
  readonly download: string;
  readonly module: string;
}

/** The file was obtained, but its bytes are not the pinned ones. */
export function wrongChecksum(origin: string, actual: string, expected: string): SourceError {
  return new SourceError(
    [
      `${origin} is not the pinned file: its sha256 is ${actual}, expected ${expected}.`,
      'Nothing was installed. Find out who changed the file (a proxy that rewrites downloads, a moved tag). ' +
        'If the new content is wanted, update the pin in scripts/lib/schemas/sources.ts.',
    ].join('\n'),
  );
}
