// The table of components, which is said once: the list generator of the ApplicationSet.
import type { Generator } from '../argocd/generators.ts';
import type { Resource } from '../kubernetes/resource.ts';

/** One row of the table. */
export type Component = {
  name: string;
  /** Folder in charts/: one chart may be several components, each with values of its own. */
  chart: string;
  namespace: string;
  wave: string;
  project: string;
  podSecurity: string;
};

/** The rows of an ApplicationSet's component table, in its order; none when it has no such list. */
export function componentTable(applicationSet: Resource): Component[] {
  const spec = applicationSet.spec as { generators?: Generator[] } | undefined;
  return (spec?.generators ?? []).flatMap(rows);
}

function rows(generator: Generator): Component[] {
  const own = (generator?.list?.elements ?? []).map((element) => element.component as Component | undefined);
  const nested = generator?.matrix?.generators;
  return [
    ...own.filter((row) => row?.name),
    ...(Array.isArray(nested) ? nested.flatMap(rows) : []),
  ] as Component[];
}
