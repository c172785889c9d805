// The README of the library chart: its named templates.
import { code, prose, table } from './markdown.ts';
import type { ChartFile } from './readme.ts';

/** A named template; `comment` is the one directly above its define. */
export type NamedTemplate = { name: string; file: string; comment: string };

/** The named templates of a chart, in the order of its files. */
export function namedTemplates(templates: Record<string, string>): NamedTemplate[] {
  return Object.entries(templates).flatMap(([file, text]) =>
    [
      ...text.matchAll(/(?:\{\{-?\s*\/\*((?:(?!\*\/)[\s\S])*)\*\/\s*-?\}\}\n)?\{\{-?\s*define "([^"]+)"/g),
    ].map(([, comment = '', name = '']) => ({ name, file, comment: comment.trim().replaceAll(/\s+/g, ' ') })),
  );
}

/** What the library is, and each template that charts may include. */
export function libraryReadme(chart: ChartFile, templates: Record<string, string>): string {
  const rows = namedTemplates(templates).map(({ name, file, comment }) => [
    code(name),
    code(`templates/${file}`),
    prose(comment),
  ]);
  return [
    '<!-- Made by npm run docs from templates. -->',
    `# ${chart.name}`,
    '',
    prose(chart.description),
    '',
    'A chart says in `templates/_chart.tpl` which workloads (`<chart>.workloads`) and which configuration files (`<chart>.files`) it has,',
    'and each of its other templates is one line that includes a template of this library. `values.schema.json` here defines the shared',
    'keys; `npm run docs` copies the definitions into the schema of every chart.',
    '',
    '## Named templates',
    '',
    table(['Name', 'File', 'What it does'], rows),
    '',
  ].join('\n');
}
