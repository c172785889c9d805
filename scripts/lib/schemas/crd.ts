// Converts CustomResourceDefinitions to one closed, self-contained JSON schema for each served version.
import { parseAllDocuments } from 'yaml';
import { addSchema, manifestSchema } from './kind.ts';
import type { OpenapiSchemas } from './openapi.ts';
import { type GroupVersionKind, isObject, type Schema } from './schema.ts';
import { shareRepeated } from './share.ts';
import { convertStructural } from './structural.ts';

type ObjectMeta = OpenapiSchemas['objectMeta'];

/**
 * Converts the CRDs in YAML texts (each may hold several documents) to file name → schema.
 * @throws Error when a text is not YAML, holds no CRD, or a CRD lacks its group, kind or a version's schema.
 */
export function crdSchemas(texts: readonly string[], objectMeta: ObjectMeta): Map<string, Schema> {
  const files = new Map<string, Schema>();
  for (const { gvk, schema } of texts.flatMap(readVersions)) {
    const converted = convertStructural(schema, objectMeta.ref);
    const properties = { ...converted.properties, metadata: objectMeta.ref };
    const shared = shareRepeated(manifestSchema(gvk, { ...converted, properties }));
    const definitions = { ...objectMeta.definitions, ...shared.definitions };
    addSchema(files, gvk, { ...shared.schema, definitions });
  }
  return files;
}

interface Version {
  readonly gvk: GroupVersionKind;
  readonly schema: Schema;
}

function readVersions(text: string): Version[] {
  const crds = parseAllDocuments(text)
    .map((document) => {
      if (document.errors[0]) throw new Error(`A CRD file is not YAML: ${document.errors[0].message}`);
      return document.toJS() as unknown;
    })
    .filter((crd) => isObject(crd) && crd.kind === 'CustomResourceDefinition');
  if (crds.length === 0) throw new Error(`No CustomResourceDefinition in the text "${text.slice(0, 60)}…".`);
  return crds.flatMap(servedVersions);
}

function servedVersions(crd: unknown): Version[] {
  const spec = member(crd, 'spec');
  const group = text(member(spec, 'group'));
  const kind = text(member(member(spec, 'names'), 'kind'));
  const versions = member(spec, 'versions');
  return (Array.isArray(versions) ? versions : [])
    .filter((version) => member(version, 'served') === true)
    .map((version) => {
      const schema = member(member(version, 'schema'), 'openAPIV3Schema');
      const name = text(member(version, 'name'));
      if (!isObject(schema) || group === '' || kind === '' || name === '') {
        throw new Error(`The CRD of ${kind || 'unknown kind'} lacks its group, kind, version or schema.`);
      }
      return { gvk: { group, version: name, kind }, schema };
    });
}

function member(value: unknown, key: string): unknown {
  return isObject(value) ? value[key] : undefined;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
