// Definitions that the OpenAPI v2 document cannot express: values of several types.
import type { Definitions, Schema } from './schema.ts';

const jsonSchema = 'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaProps';
const jsonSchemaRef: Schema = { $ref: `#/definitions/${jsonSchema}` };

const quantityPattern = '^[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$';

/** Definition name → schema that replaces the document's one. */
export const definitionOverrides: Definitions = {
  'io.k8s.apimachinery.pkg.api.resource.Quantity': { type: ['string', 'number'], pattern: quantityPattern },
  [`${jsonSchema}OrArray`]: { anyOf: [jsonSchemaRef, { type: 'array', items: jsonSchemaRef }] },
  [`${jsonSchema}OrBool`]: { anyOf: [jsonSchemaRef, { type: 'boolean' }] },
  [`${jsonSchema}OrStringArray`]: {
    anyOf: [jsonSchemaRef, { type: 'array', items: { type: 'string' } }],
  },
};
