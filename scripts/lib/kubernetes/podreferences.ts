// What a pod spec refers to by name.
import { type Fields, fields, list, text } from './guards.ts';
import { containers } from './podspec.ts';

/** One reference to an object of a namespace. */
export type Reference = {
  kind: string;
  name: string;
  /** The namespace, where the reference names one; else it is that of the referring object. */
  namespace?: string;
  /** Key that the ConfigMap or Secret must hold. */
  key?: string;
  optional: boolean;
  /** Path in the referring object. */
  path: string;
  /** The list of the pod spec that holds it, and the item: what a person writes under `extra…`. */
  entry?: { list: 'env' | 'envFrom' | 'volumes'; item: Fields; holder: Fields };
};

/** The Secrets, ConfigMaps, claims and the ServiceAccount that a pod needs to start. */
export function podReferences(podSpec: Fields, path: string): Reference[] {
  return [
    ...containers(podSpec, path).flatMap(({ container, path: at }) => [
      ...env(container, `${at}.env`),
      ...envFrom(container, `${at}.envFrom`),
    ]),
    ...list(podSpec.volumes).flatMap((item, index) => volume(fields(item), `${path}.volumes[${index}]`)),
    ...list(podSpec.imagePullSecrets).flatMap((item, index) =>
      reference('Secret', fields(item).name, `${path}.imagePullSecrets[${index}].name`),
    ),
    ...reference('ServiceAccount', podSpec.serviceAccountName, `${path}.serviceAccountName`),
  ];
}

/** A reference without the fields that most lack. */
export function reference(
  kind: string,
  name: unknown,
  path: string,
  rest: Partial<Reference> = {},
): Reference[] {
  return text(name) === '' ? [] : [{ kind, name: text(name), path, optional: false, ...rest }];
}

function env(container: Fields, path: string): Reference[] {
  return list(container.env).flatMap((each, index) => {
    const item = fields(each);
    return [['Secret', 'secretKeyRef'] as const, ['ConfigMap', 'configMapKeyRef'] as const].flatMap(
      ([kind, field]) => {
        const holder = fields(fields(item.valueFrom)[field]);
        return reference(kind, holder.name, `${path}[${index}].valueFrom.${field}`, {
          ...shared(holder),
          ...keyOf(holder),
          entry: { list: 'env', item, holder },
        });
      },
    );
  });
}

function envFrom(container: Fields, path: string): Reference[] {
  return list(container.envFrom).flatMap((each, index) => {
    const item = fields(each);
    return [['Secret', 'secretRef'] as const, ['ConfigMap', 'configMapRef'] as const].flatMap(
      ([kind, field]) => {
        const holder = fields(item[field]);
        return reference(kind, holder.name, `${path}[${index}].${field}`, {
          ...shared(holder),
          entry: { list: 'envFrom', item, holder },
        });
      },
    );
  });
}

function volume(item: Fields, path: string): Reference[] {
  const sources = list(fields(item.projected).sources);
  return [
    ...files(item, item.secret, 'Secret', 'secretName', `${path}.secret`),
    ...files(item, item.configMap, 'ConfigMap', 'name', `${path}.configMap`),
    ...sources.flatMap((each, index) => [
      ...files(item, fields(each).secret, 'Secret', 'name', `${path}.projected.sources[${index}].secret`),
      ...files(
        item,
        fields(each).configMap,
        'ConfigMap',
        'name',
        `${path}.projected.sources[${index}].configMap`,
      ),
    ]),
    ...reference(
      'PersistentVolumeClaim',
      fields(item.persistentVolumeClaim).claimName,
      `${path}.persistentVolumeClaim.claimName`,
      { entry: { list: 'volumes', item, holder: fields(item.persistentVolumeClaim) } },
    ),
  ];
}

// One reference for each key of `items`, or one to the object when all its keys become files.
function files(item: Fields, source: unknown, kind: string, nameField: string, path: string): Reference[] {
  const holder = fields(source);
  const rest = { ...shared(holder), entry: { list: 'volumes' as const, item, holder } };
  const items = list(holder.items);
  if (items.length === 0) return reference(kind, holder[nameField], path, rest);
  return items.flatMap((each, index) =>
    reference(kind, holder[nameField], `${path}.items[${index}]`, { ...rest, ...keyOf(fields(each)) }),
  );
}

function shared({ optional }: Fields): { optional: boolean } {
  return { optional: optional === true };
}

function keyOf({ key }: Fields): { key?: string } {
  return typeof key === 'string' ? { key } : {};
}
