// What Kubernetes never lets change, and what data hangs on, stays as it was released.
import { isDeepStrictEqual } from 'node:util';
import { stringify } from 'yaml';
import type { Finding } from '../../lib/findings/finding.ts';
import { type Fields, fields, list, text } from '../../lib/kubernetes/guards.ts';
import { namespaceOf, objectIndex } from '../../lib/kubernetes/objects.ts';
import { describe, type Resource } from '../../lib/kubernetes/resource.ts';
import type { PolicyCheck } from '../../lib/policy/types.ts';

type Change = { path: string; before: unknown; after: unknown; fix: Fields; inValues?: boolean };

/**
 * Selectors, claim templates, serviceName and podManagementPolicy of workloads, and whether a Service is headless, are
 * as at the last release, and no StatefulSet of an Application is gone. Kubernetes refuses these changes, and a
 * StatefulSet with a new name starts on empty claims while the data stays behind on the old ones.
 */
export const selectorsFrozen: PolicyCheck = ({ released, applications, environment }) => {
  if (!released) return [];
  const find = objectIndex(applications);
  return released.applications.flatMap((then) => {
    // An Application that was switched off as a whole was not renamed.
    const application = applications.find(({ name }) => name === then.name);
    if (!application) return [];
    return then.resources.flatMap((old) =>
      changes(old, find(old.kind, namespaceOf(old, then), old.metadata.name)).map(
        ({ path, before, after, fix, inValues }): Finding => ({
          code: 'E_SELECTOR_CHANGED',
          // What values do not decide, the chart's list of workloads does.
          file: inValues ? application.valuesFile : `${application.chart}/templates/_chart.tpl`,
          path,
          object: describe(old),
          reason: `${describe(old)} had ${path} ${show(before)} in ${released.tag} and now has ${show(after)}: it can never change.`,
          fix: stringify(fix).trimEnd(),
          environment,
          application: application.name,
        }),
      ),
    );
  });
};

function changes(old: Resource, now: Resource | undefined): Change[] {
  const [before, after] = [fields(old.spec), fields(now?.spec)];
  switch (old.kind) {
    case 'Service':
      return now ? headless(before, after) : [];
    case 'DaemonSet':
    case 'Deployment':
      return now ? changed('selector', before, after) : [];
    case 'StatefulSet':
      if (!now) return [gone(old)];
      return [
        ...changed('selector', before, after),
        ...changed('serviceName', before, after),
        ...changed('podManagementPolicy', before, after, 'OrderedReady'),
        ...claims(before, after),
      ];
    default:
      return [];
  }
}

function changed(field: string, before: Fields, after: Fields, byDefault?: string): Change[] {
  const [then, now] = [before[field] ?? byDefault, after[field] ?? byDefault];
  if (isDeepStrictEqual(then, now)) return [];
  return [{ path: `spec.${field}`, before: then, after: now, fix: { spec: { [field]: then } } }];
}

function headless(before: Fields, after: Fields): Change[] {
  if ((before.clusterIP === 'None') === (after.clusterIP === 'None')) return [];
  const spec =
    before.clusterIP === 'None' ? { clusterIP: 'None' } : { type: text(before.type) || 'ClusterIP' };
  return [{ path: 'spec.clusterIP', before: before.clusterIP, after: after.clusterIP, fix: { spec } }];
}

function gone({ apiVersion, kind, metadata: { name, namespace } }: Resource): Change {
  const object = { apiVersion, kind, metadata: { name, namespace } };
  return { path: 'metadata.name', before: name, after: undefined, fix: object };
}

// By position, as Kubernetes compares them.
function claims(before: Fields, after: Fields): Change[] {
  const [old, now] = [list(before.volumeClaimTemplates), list(after.volumeClaimTemplates)];
  const positions = Array.from({ length: Math.max(old.length, now.length) }, (_, index) => index);
  const whole = { spec: { volumeClaimTemplates: old } };
  const persistence = (value: Fields) => ({ fix: { persistence: value }, inValues: true });
  return positions.flatMap((index) => {
    const [then, current] = [claim(old[index]), claim(now[index])];
    const at = `spec.volumeClaimTemplates[${index}]`;
    const different = (
      field: keyof typeof then,
      path: string,
      rest: Omit<Change, 'path' | 'before' | 'after'>,
    ) =>
      isDeepStrictEqual(then[field], current[field])
        ? []
        : [{ path: `${at}.${path}`, before: then[field], after: current[field], ...rest }];
    const renamed = different(
      'name',
      'metadata.name',
      now.length === 0 ? persistence({ enabled: true }) : { fix: whole },
    );
    if (renamed.length > 0) return renamed;
    return [
      ...different('accessModes', 'spec.accessModes', { fix: whole }),
      ...different(
        'storageClassName',
        'spec.storageClassName',
        persistence({ storageClassName: then.storageClassName ?? '' }),
      ),
      ...different('size', 'spec.resources.requests.storage', persistence({ size: then.size })),
    ];
  });
}

function claim(template: unknown): {
  name: unknown;
  accessModes: unknown;
  storageClassName: unknown;
  size: unknown;
} {
  const { metadata, spec } = fields(template);
  const { accessModes, storageClassName, resources } = fields(spec);
  const { storage } = fields(fields(resources).requests);
  return { name: fields(metadata).name, accessModes, storageClassName, size: storage };
}

function show(value: unknown): string {
  return value === undefined ? 'none' : typeof value === 'string' ? value : JSON.stringify(value);
}
