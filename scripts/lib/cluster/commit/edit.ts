// A change of one value of a component, and why.
import { parseDocument } from 'yaml';

export type Edit = { component: string; path: string[]; value: unknown; because: string };

/** A values file with the edits made; its comments stay. */
export function edited(text: string, changes: Pick<Edit, 'path' | 'value'>[]): string {
  const document = parseDocument(text);
  for (const { path, value } of changes) document.setIn(path, document.createNode(value));
  return document.toString();
}
