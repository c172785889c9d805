// The values of a component fit its chart's schema.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import type { Finding } from '../../lib/findings/finding.ts';
import { mergeValues, type Values } from '../../lib/helm/values.ts';
import type { SourceFile } from '../../lib/repository/environments.ts';
import { isMap } from '../../lib/yaml/map.ts';
import { pathText } from '../../lib/yaml/path.ts';
import { schemaFindings } from '../../lib/yaml/schema.ts';

/**
 * `E_VALUES` for each key or value that the chart's closed schema refuses, as Helm would see them: laid over the
 * chart's defaults. `E_GLOBAL_TWICE` where a component sets what environment.yaml sets already: that one wins.
 *
 * @param global the `global` of environment.yaml
 */
export function componentValues(root: string, chart: string, file: SourceFile, global: Values): Finding[] {
  const folder = join(root, 'charts', chart);
  if (file.yaml.problem || !existsSync(join(folder, 'values.schema.json'))) return [];
  const { data } = file.yaml;
  if (data !== null && !isMap(data)) return [notMap(file)];
  const defaults = chartValues(folder);
  const own = isMap(data?.global) ? data.global : {};
  const merged = mergeValues(defaults, { ...data, global: { ...own, ...global } });
  return [
    ...schemaFindings(
      'E_VALUES',
      file.path,
      { ...file.yaml, data: merged },
      schemaOf(folder),
      defaults,
    ).filter(
      // environment.yaml sets these, and its own findings are about it.
      ({ path }) =>
        !Object.keys(global).some((key) => path === `global.${key}` || path.startsWith(`global.${key}[`)),
    ),
    ...globalTwice(file, data ?? {}, global),
  ];
}

const parsed = new Map<string, Values>();

// The charts do not change within a run, and 250 environments share them.
function read(path: string, parser: (text: string) => unknown): Values {
  const known = parsed.get(path) ?? (parser(readFileSync(path, 'utf8')) as Values);
  parsed.set(path, known);
  return known;
}

const chartValues = (folder: string) => read(join(folder, 'values.yaml'), (text) => parse(text) as unknown);
const schemaOf = (folder: string) =>
  read(join(folder, 'values.schema.json'), (text) => JSON.parse(text) as unknown);

function notMap({ path, yaml }: SourceFile): Finding {
  const reason = `the file holds ${Array.isArray(yaml.data) ? 'a list' : 'a single value'}, expected are values: keys and their values`;
  return { code: 'E_VALUES', file: path, path: '', line: 1, reason, fix: '{}' };
}

function globalTwice({ path, yaml }: SourceFile, data: Values, global: Values): Finding[] {
  const own = isMap(data.global) ? Object.keys(data.global) : [];
  return own
    .filter((key) => key in global)
    .map((key) => ({
      code: 'E_GLOBAL_TWICE',
      file: path,
      path: pathText(['global', key]),
      line: yaml.lineOf(['global', key]),
      reason: `environment.yaml sets global.${key} too, and it wins over this file`,
      fix: `# in environment.yaml, and not here:\n${stringify({ global: { [key]: (data.global as Values)[key] } }).trimEnd()}`,
    }));
}
