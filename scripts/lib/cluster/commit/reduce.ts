// The environment without the components whose image cannot be had.
//
// Their Applications could not become Healthy, and a RollingSync wave waits for each of its Applications: all later
// waves would hang. So the commit that the cluster gets leaves these components out, as a person would: their files
// under environments/<environment>/ are gone, and what speaks to them is switched off in the values of the others, or
// left out as well where nothing else would remain of it.
// Everything else is the commit of the checkout, byte for byte, and the output says what is left out.
import type { Edit } from './edit.ts';
import { isEngine } from './engines.ts';

/** A component that is left out: images of its own are missing, or another component is. */
export type Omission = { component: string; images: string[]; because?: string };

/** Per component: what in the others refers to it. Backends are switched off where they are sent to or read from. */
const references: Record<string, Omit<Edit, 'because'>[]> = {
  mimir: [
    { component: 'collector', path: ['destinations', 'mimir', 'enabled'], value: false },
    { component: 'collector', path: ['selfMetrics'], value: false },
    { component: 'node-collector', path: ['node', 'scrape', 'enabled'], value: false },
    { component: 'tempo', path: ['metricsGenerator', 'enabled'], value: false },
    { component: 'grafana', path: ['datasources', 'mimir', 'enabled'], value: false },
  ],
  loki: [
    ...sentAndRead('loki'),
    // Events are logs, and the gateway refuses logs that it cannot send on.
    { component: 'collector', path: ['cluster', 'enabled'], value: false },
  ],
  tempo: sentAndRead('tempo'),
  pyroscope: [
    ...sentAndRead('pyroscope'),
    { component: 'agent', path: ['profiling', 'enabled'], value: false },
  ],
};

function sentAndRead(backend: string): Omit<Edit, 'because'>[] {
  return [
    { component: 'collector', path: ['destinations', backend, 'enabled'], value: false },
    { component: 'grafana', path: ['datasources', backend, 'enabled'], value: false },
  ];
}

/** Per component: those that do nothing without it. */
const dependents: Record<string, string[]> = { loki: ['node-collector'] };

/** Components with an image that is not available, each with those images, and those that do nothing without them. */
export function omissions(
  components: { component: string; images: string[] }[],
  unavailable: ReadonlySet<string>,
): Omission[] {
  const own = components
    .map(({ component, images }) => ({
      component,
      images: images.filter((image) => unavailable.has(image) && !isEngine(component, image)),
    }))
    .filter(({ images }) => images.length > 0);
  const rest = components.map(({ component }) => component).filter((name) => !isIn(own, name));
  const following = own.flatMap(({ component }) =>
    (dependents[component] ?? [])
      .filter((name) => rest.includes(name))
      .map((name) => ({ component: name, images: [], because: `${component} is left out` })),
  );
  return [...own, ...following];
}

const isIn = (omitted: Omission[], name: string) => omitted.some(({ component }) => component === name);

/** What changes in the values of the components that stay. */
export function edits(components: string[], omitted: Omission[]): Edit[] {
  const gone = new Set(omitted.map(({ component }) => component));
  return omitted
    .flatMap(({ component }) =>
      (references[component] ?? []).map((edit) => ({ ...edit, because: `${component} is left out` })),
    )
    .filter(({ component }) => components.includes(component) && !gone.has(component));
}

/** Steps of the RollingSync, by index, whose waves have no component left: a step must not be empty. */
export function emptySteps(steps: string[][], waves: string[]): number[] {
  return steps.flatMap((values, index) => (values.some((wave) => waves.includes(wave)) ? [] : [index]));
}
