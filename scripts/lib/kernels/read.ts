// What a guest leaves, it may not have come to.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The text of a file; nothing when it was never written. */
export function readIfThere(...path: string[]): string {
  try {
    return readFileSync(join(...path), 'utf8');
  } catch {
    return '';
  }
}
