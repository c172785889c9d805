// Everything that is named is there.
import { stringify } from 'yaml';
import type { Finding } from '../../lib/findings/finding.ts';
import { fields } from '../../lib/kubernetes/guards.ts';
import { namespaceOf, objectIndex } from '../../lib/kubernetes/objects.ts';
import type { Reference } from '../../lib/kubernetes/podreferences.ts';
import { references } from '../../lib/kubernetes/references.ts';
import { describe, type Resource } from '../../lib/kubernetes/resource.ts';
import type { PolicyCheck, PolicyInput, RenderedApplication } from '../../lib/policy/types.ts';

type Use = Reference & { from: Resource; namespace: string; target: Resource | undefined };

// Kubernetes makes these in every namespace.
const BUILT_IN = ['ServiceAccount default', 'ConfigMap kube-root-ca.crt'];

/**
 * Every Service, Secret, ConfigMap, claim, ServiceAccount, Role and scale target that a rendered object names exists
 * in its namespace, with the key where one is named; Secrets made elsewhere are declared in `external.secrets`.
 * A pod that names anything else never starts, and the waves behind it never come.
 */
export const referencesExist: PolicyCheck = (input) => {
  const find = objectIndex(input.applications);
  return input.applications.flatMap((application) => {
    const missing = application.resources
      .flatMap((from) => references(from).map((each) => ({ ...each, from })))
      .map((each) => ({ ...each, namespace: each.namespace ?? namespaceOf(each.from, application) }))
      .map((each) => ({ ...each, target: find(each.kind, each.namespace, each.name) }))
      .filter((use) => !use.optional && !BUILT_IN.includes(`${use.kind} ${use.name}`) && !exists(use, input));
    const groups = Map.groupBy(missing, ({ kind, namespace, name }) => `${kind} ${namespace}/${name}`);
    return [...groups].flatMap(([name, uses]) =>
      uses.slice(0, 1).map((use) => finding(name, use, uses, application, input)),
    );
  });
};

function exists({ kind, namespace, name, key, target }: Use, input: PolicyInput): boolean {
  const keys = target ? keysOf(target) : kind === 'Secret' ? declaredKeys(namespace, name, input) : undefined;
  return keys !== undefined && (key === undefined || keys.includes(key));
}

function keysOf(target: Resource): string[] {
  return ['data', 'stringData', 'binaryData'].flatMap((field) => Object.keys(fields(target[field])));
}

function declaredKeys(namespace: string, name: string, { settings }: PolicyInput): string[] | undefined {
  const declared = settings.external?.secrets?.filter(
    (each) => each.namespace === namespace && each.name === name,
  );
  return declared?.length ? declared.flatMap(({ keys }) => keys) : undefined;
}

// One for each object that is missing, or that lacks keys, however often it is named.
function finding(
  name: string,
  first: Use,
  all: Use[],
  application: RenderedApplication,
  input: PolicyInput,
): Finding {
  const keys = [...new Set(all.flatMap(({ key }) => key ?? []))];
  const declared = first.kind === 'Secret' ? declaredKeys(first.namespace, first.name, input) : undefined;
  const external = first.kind === 'Secret' && !first.target;
  const held = first.target ? keysOf(first.target) : declared;
  const unknown = external
    ? 'which this environment neither renders nor declares in external.secrets'
    : 'which this environment does not render';
  const lacking = keys.filter((key) => !held?.includes(key));
  const problem = held
    ? `which holds ${held.join(', ') || 'no key'}, but not ${lacking.join(', ')}`
    : unknown;
  return {
    code: 'E_REFERENCE_MISSING',
    file: external ? `environments/${input.environment}/environment.yaml` : application.valuesFile,
    path: first.path,
    object: describe(first.from),
    reason: `${describe(first.from)} needs ${name}, ${problem}.`,
    fix: external ? secretFix(first, [...new Set([...(declared ?? []), ...keys])]) : valuesFix(first),
    environment: input.environment,
    application: application.name,
  };
}

function secretFix({ namespace, name, path }: Use, keys: string[]): string {
  const expected = path.includes('.imagePullSecrets[') ? ['.dockerconfigjson'] : keys;
  return `external:\n  secrets:\n    - {namespace: ${namespace}, name: ${name}, keys: [${expected.join(', ')}]}`;
}

// What values can do about it: a ServiceAccount is made, an autoscaler without target goes, a volume or variable
// becomes optional. The rest is a chart's mistake, and the object that it must render is shown.
function valuesFix({ kind, name, namespace, from, entry }: Use): string {
  if (kind === 'ServiceAccount') return `serviceAccount:\n  create: true\n  name: ${name}`;
  const autoscaler = AUTOSCALERS[from.kind];
  if (autoscaler) return `autoscaling:\n  ${autoscaler}:\n    enabled: false`;
  if (entry) {
    const item =
      kind === 'PersistentVolumeClaim'
        ? { name: entry.item.name, emptyDir: {} }
        : optional(entry.item, entry.holder);
    return stringify({ [EXTRA[entry.list]]: [item] }).trimEnd();
  }
  const apiVersion = kind === 'Service' ? 'v1' : kind === 'Role' ? 'rbac.authorization.k8s.io/v1' : 'apps/v1';
  return stringify({ apiVersion, kind, metadata: { name, namespace } }).trimEnd();
}

const AUTOSCALERS: Record<string, string> = {
  HorizontalPodAutoscaler: 'hpa',
  ScaledObject: 'keda',
  VerticalPodAutoscaler: 'vpa',
};

const EXTRA = { env: 'extraEnv', envFrom: 'extraEnvFrom', volumes: 'extraVolumes' };

function optional(value: unknown, holder: unknown): unknown {
  if (value === holder) return { ...fields(value), optional: true };
  if (Array.isArray(value)) return value.map((item) => optional(item, holder));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, optional(item, holder)]));
}
