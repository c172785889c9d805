// Keeps the report about images.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { reportJson, reportMarkdown } from './report.ts';
import type { ImageResult } from './result.ts';

/** Writes `reports/images.json` and `reports/images.md`; returns the path of the latter, relative to the root. */
export function writeReport(root: string, results: ImageResult[]): string {
  const folder = 'reports';
  mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, folder, 'images.json'), reportJson(results));
  const readable = join(folder, 'images.md');
  writeFileSync(join(root, readable), reportMarkdown(results));
  return readable;
}
