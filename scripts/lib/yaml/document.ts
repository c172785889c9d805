// YAML that a person wrote, with positions.
import { type Document, isMap, isScalar, isSeq, LineCounter, type Node, parseAllDocuments } from 'yaml';

/** A parsed file. `data` is undefined when the text is no YAML; `problem` then says why and where. */
export type YamlFile = {
  data: unknown;
  problem?: { reason: string; line: number };
  /** Line (from 1) of the value at a path, or of its nearest parent that exists. */
  lineOf: (path: (string | number)[]) => number;
  /** Plain scalars that YAML 1.1 parsers, Helm's and Argo CD's among them, read as another boolean or number. */
  ambiguous: { path: (string | number)[]; text: string; line: number }[];
};

/** Parses one YAML file. Several documents in one file, duplicate keys and tabs are problems, never exceptions. */
export function parseYaml(text: string): YamlFile {
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter: lines, prettyErrors: false });
  const [document, second] = 'empty' in documents ? [] : documents;
  const line = (offset: number) => lines.linePos(offset).line;
  const lineOf = (path: (string | number)[]) => line(nearest(document, path)?.range?.[0] ?? 0);
  const base = { lineOf, ambiguous: [] };
  if (!document) return { ...base, data: null };
  const error = document.errors[0] ?? second?.errors[0];
  if (error)
    return { ...base, data: undefined, problem: { reason: error.message, line: line(error.pos[0]) } };
  if (second) {
    const reason = 'the file holds several documents, and only one is read';
    return { ...base, data: undefined, problem: { reason, line: line(second.range[0]) } };
  }
  const data = toData(document);
  if (data instanceof Error) {
    const alias = /: (\S+)$/.exec(data.message)?.[1];
    const offset = Math.max(0, text.indexOf(`*${alias}`));
    return { ...base, data: undefined, problem: { reason: data.message, line: line(offset) } };
  }
  const ambiguous = ambiguousScalars(document.contents).map(({ node, path }) => ({
    path,
    text: node.source ?? '',
    line: line(node.range?.[0] ?? 0),
  }));
  return { data, lineOf, ambiguous };
}

// An alias to a missing anchor, or too many aliases, is only noticed here.
function toData(document: Document): unknown {
  try {
    return document.toJS();
  } catch (error) {
    return error;
  }
}

function nearest(document: Document | undefined, path: (string | number)[]): Node | undefined {
  for (let length = path.length; length >= 0; length--) {
    const node = length === 0 ? document?.contents : document?.getIn(path.slice(0, length), true);
    if (node && typeof node === 'object' && 'range' in node) return node as Node;
  }
  return undefined;
}

type Found = {
  node: { source?: string; range?: [number, number, number] | null };
  path: (string | number)[];
};

function ambiguousScalars(node: unknown, path: (string | number)[] = []): Found[] {
  if (isMap(node)) {
    return node.items.flatMap(({ key, value }) => {
      const name = isScalar(key) ? String(key.value) : '?';
      return [...ambiguousScalars(key, [...path, name]), ...ambiguousScalars(value, [...path, name])];
    });
  }
  if (isSeq(node)) return node.items.flatMap((item, index) => ambiguousScalars(item, [...path, index]));
  if (
    isScalar(node) &&
    node.type === 'PLAIN' &&
    /^(y|n|yes|no|on|off|[-+]?(0[0-7]+|0b[01_]+|\d[\d_]*_[\d_.]*))$/i.test(node.source ?? '')
  ) {
    return [{ node: node as Found['node'], path }];
  }
  return [];
}
