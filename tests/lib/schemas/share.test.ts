import { expect, test } from 'vitest';
import { shareRepeated } from '../../../scripts/lib/schemas/share.ts';

const inner = {
  type: 'object',
  properties: { someLongName: { type: 'string' } },
  additionalProperties: false,
};
const outer = { type: 'object', properties: { a: inner, b: { type: 'string' } }, required: ['a'] };

test('a repeated subschema moves to the definitions, together with what it repeats', () => {
  const root = { type: 'object', properties: { x: outer, y: { type: 'array', items: outer }, z: inner } };
  expect(shareRepeated(root)).toEqual({
    schema: {
      type: 'object',
      properties: {
        x: { $ref: '#/definitions/shared1' },
        y: { type: 'array', items: { $ref: '#/definitions/shared1' } },
        z: { $ref: '#/definitions/shared2' },
      },
    },
    definitions: {
      shared1: { ...outer, properties: { ...outer.properties, a: { $ref: '#/definitions/shared2' } } },
      shared2: inner,
    },
  });
});

test('what occurs once below a shared subschema stays there; short ones stay everywhere', () => {
  const root = { properties: { x: outer, y: outer, a: { type: 'string' }, b: { type: 'string' } } };
  const { schema, definitions } = shareRepeated(root);
  expect(Object.values(definitions)).toEqual([outer]);
  expect(schema.properties?.a).toEqual({ type: 'string' });
});
