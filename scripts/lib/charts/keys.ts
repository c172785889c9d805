// The keys of a values.yaml with the comment that belongs to each.
import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';

/** One key, however deep. */
export type Key = {
  path: string[];
  /** The text of its `# --` comment. */
  comment?: string;
  /** Its default. */
  value: unknown;
};

/** All keys in the order of the file, each map before its own keys. Items of lists are part of their list. */
export function keysOf(values: string): Key[] {
  const counter = new LineCounter();
  const lines = values.split('\n');
  const document = parseDocument(values, { lineCounter: counter });
  const collect = (node: unknown, parents: string[]): Key[] => {
    if (!isMap(node)) return [];
    return node.items.flatMap(({ key, value }) => {
      if (!isScalar(key)) return [];
      const path = [...parents, String(key.value)];
      const comment = commentAbove(lines, counter.linePos(key.range?.[0] ?? 0).line - 1);
      const own = { path, ...(comment && { comment }), value: document.getIn(path) };
      return [{ ...own, value: plain(own.value) }, ...collect(value, path)];
    });
  };
  return collect(document.contents, []);
}

/** Whether `path` is `parent` or lies below it. */
export function isWithin(path: string[], parent: string[]): boolean {
  return parent.every((part, index) => path[index] === part);
}

// The comment lines that touch the key; the documentation starts at the last `# --` and goes on to the key.
function commentAbove(lines: string[], keyLine: number): string | undefined {
  const above: string[] = [];
  for (let line = keyLine - 1; /^\s*#/.test(lines[line] ?? ''); line--) above.unshift(lines[line] ?? '');
  const start = above.findLastIndex((line) => /^\s*# -- /.test(line));
  if (start < 0) return undefined;
  return above
    .slice(start)
    .map((line) => line.replace(/^\s*# (-- )?/, '').trim())
    .join(' ');
}

function plain(value: unknown): unknown {
  return value !== null && typeof value === 'object' && 'toJSON' in value
    ? (value as { toJSON: () => unknown }).toJSON()
    : value;
}
