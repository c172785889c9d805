// The environment without the components whose image cannot be had.
//
// Their Applications could not become Healthy, and a RollingSync wave waits for each of its Applications: all later
// waves would hang. So the commit that the cluster gets leaves these components out, as a person would: their files
// under environments/<environment>/ are gone, and what speaks to them is switched off in the values of the others.
// Everything else is the commit of the checkout, byte for byte, and the output says what is left out.
import { parseDocument } from 'yaml';

export type Omission = { component: string; images: string[] };
export type Edit = { component: string; path: string[]; value: unknown; because: string };

/** Per component: what in the others refers to it. Backends are switched off where they are sent to or read from. */
const references: Record<string, Omit<Edit, 'because'>[]> = {
  mimir: [
    { component: 'collector', path: ['destinations', 'mimir', 'enabled'], value: false },
    { component: 'collector', path: ['selfMetrics'], value: false },
    { component: 'tempo', path: ['metricsGenerator', 'enabled'], value: false },
    { component: 'grafana', path: ['datasources', 'mimir', 'enabled'], value: false },
  ],
  ...Object.fromEntries(
    ['loki', 'tempo', 'pyroscope'].map((backend) => [
      backend,
      [
        { component: 'collector', path: ['destinations', backend, 'enabled'], value: false },
        { component: 'grafana', path: ['datasources', backend, 'enabled'], value: false },
      ],
    ]),
  ),
};

/** Components with an image that is not available, each with those images. */
export function omissions(
  components: { component: string; images: string[] }[],
  unavailable: ReadonlySet<string>,
): Omission[] {
  return components
    .map(({ component, images }) => ({ component, images: images.filter((image) => unavailable.has(image)) }))
    .filter(({ images }) => images.length > 0);
}

/** What changes in the values of the components that stay. */
export function edits(components: string[], omitted: Omission[]): Edit[] {
  const gone = new Set(omitted.map(({ component }) => component));
  return omitted
    .flatMap(({ component }) =>
      (references[component] ?? []).map((edit) => ({ ...edit, because: `${component} is left out` })),
    )
    .filter(({ component }) => components.includes(component) && !gone.has(component));
}

/** A values file with the edits made; its comments stay. */
export function edited(text: string, changes: Edit[]): string {
  const document = parseDocument(text);
  for (const { path, value } of changes) document.setIn(path, document.createNode(value));
  return document.toString();
}

/** Steps of the RollingSync, by index, whose waves have no component left: a step must not be empty. */
export function emptySteps(steps: string[][], waves: string[]): number[] {
  return steps.flatMap((values, index) => (values.some((wave) => waves.includes(wave)) ? [] : [index]));
}
