// The report of `up` about images, as text.
import { type ImageResult, isMissing } from './result.ts';

const ways: ImageResult['how'][] = ['present', 'archive', 'pulled', 'built', 'absent', 'unavailable'];

/** For programs. */
export function reportJson(results: ImageResult[]): string {
  const images = results.map(({ seconds, ...result }) => ({ ...result, seconds: rounded(seconds) }));
  return `${JSON.stringify({ seconds: rounded(total(results)), images }, null, 2)}\n`;
}

/** For people: Markdown. */
export function reportMarkdown(results: ImageResult[]): string {
  const rows = results.map((result) => {
    const why = isMissing(result) ? result.reason : (result.really ?? '');
    return `| ${result.reference} | ${result.how} | ${rounded(result.seconds)} | ${cell(why)} |`;
  });
  return [
    '# Images',
    '',
    `${tally(results)}.`,
    '',
    '| image | how | seconds | what it really is, or why it is not there |',
    '|---|---|---:|---|',
    ...rows,
    '',
  ].join('\n');
}

/** One line: `12 images in 130 s: 9 present, 2 pulled, 1 unavailable`. */
export function tally(results: ImageResult[]): string {
  const counts = ways
    .map((way) => ({ way, count: results.filter(({ how }) => how === way).length }))
    .filter(({ count }) => count > 0)
    .map(({ way, count }) => `${count} ${way}`);
  const images = `${results.length} image${results.length === 1 ? '' : 's'}`;
  return `${images} in ${Math.round(total(results))} s: ${counts.join(', ')}`;
}

function total(results: ImageResult[]): number {
  return results.reduce((sum, { seconds }) => sum + seconds, 0);
}

function rounded(seconds: number): number {
  return Math.round(seconds * 10) / 10;
}

// A row is one line: what a compiler said is whole in the JSON.
function cell(text: string): string {
  return text.trim().replace(/\s+/g, ' ').replaceAll('|', '\\|');
}
