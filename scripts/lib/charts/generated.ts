// The generated files of the charts: what they should hold, and which of them do not.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Finding } from '../findings/finding.ts';
import type { Values } from '../helm/values.ts';
import type { Resource } from '../kubernetes/resource.ts';
import { type Component, componentTable } from '../repository/components.ts';
import { libraryReadme } from './library.ts';
import { privilegesTable } from './privileges.ts';
import { type ChartFile, chartReadme } from './readme.ts';
import { withSharedSchema } from './schema.ts';

/** A generated file; `content` is what it should hold, `current` what it holds, if it is there. */
export type GeneratedFile = { path: string; content: string; current?: string };

/** READMEs and schemas of all charts of a checkout. Paths are relative to it. */
export async function generatedFiles(root: string): Promise<GeneratedFile[]> {
  const read = (path: string) => readFileSync(join(root, path), 'utf8');
  const components = componentTable(parse(read('argocd/base/applicationset.yaml')) as Resource);
  const privileges = await privilegesTable(root);
  const files = readdirSync(join(root, 'charts'))
    .filter((name) => existsSync(join(root, 'charts', name, 'Chart.yaml')))
    .sort()
    .flatMap((name) => chartFiles(root, name, components, read, name === 'agent' ? privileges : undefined));
  return files.map((file) =>
    existsSync(join(root, file.path)) ? { ...file, current: read(file.path) } : file,
  );
}

/** `E_GENERATED_STALE` for each file that is not what it should be. */
export function staleFindings(files: GeneratedFile[]): Finding[] {
  return files.filter(isStale).map(({ path, content, current }) => {
    const line = current === undefined ? undefined : firstDifference(current, content);
    const reason = line
      ? 'this generated file is older than what it is made from'
      : 'this generated file is missing';
    return {
      code: 'E_GENERATED_STALE',
      file: path,
      path: '',
      ...(line && { line }),
      reason,
      fix: '# npm run docs',
    };
  });
}

/** Whether a generated file is missing or holds something else. */
export function isStale({ content, current }: GeneratedFile): boolean {
  return content !== current;
}

type Read = (path: string) => string;

function chartFiles(
  root: string,
  name: string,
  components: Component[],
  read: Read,
  privileges: string | undefined,
): GeneratedFile[] {
  const folder = `charts/${name}`;
  const chart = parse(read(`${folder}/Chart.yaml`)) as ChartFile;
  const names = readdirSync(join(root, folder, 'templates')).sort();
  const templates = Object.fromEntries(names.map((name) => [name, read(`${folder}/templates/${name}`)]));
  if (chart.type === 'library') {
    return [{ path: `${folder}/README.md`, content: libraryReadme(chart, templates) }];
  }
  const values = read(`${folder}/values.yaml`);
  const common = read('charts/common/values.schema.json');
  const schema = withSharedSchema(read(`${folder}/values.schema.json`), common, values);
  const readme = chartReadme({
    chart,
    components: components.filter((component) => component.chart === chart.name),
    values,
    schema: JSON.parse(schema) as Values,
    sharedKeys: Object.keys((JSON.parse(common) as { definitions: Values }).definitions),
    templates,
    ...(privileges && { privileges }),
  });
  return [
    { path: `${folder}/values.schema.json`, content: schema },
    { path: `${folder}/README.md`, content: readme },
  ];
}

function firstDifference(current: string, content: string): number {
  const [left, right] = [current.split('\n'), content.split('\n')];
  return left.findIndex((line, index) => line !== right[index]) + 1 || left.length;
}
