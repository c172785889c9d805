import { expect, test } from 'vitest';
import type { Schema } from '../../../scripts/lib/schemas/schema.ts';
import { convertStructural } from '../../../scripts/lib/schemas/structural.ts';

const convert = (schema: Schema) => convertStructural(schema, { $ref: '#/definitions/Meta' });

test('objects close, also below items and maps; fields named like keywords stay', () => {
  const leaf = { type: 'object', properties: { description: { type: 'string', description: 'text' } } };
  const closed = {
    type: 'object',
    properties: { description: { type: 'string' } },
    additionalProperties: false,
  };
  expect(
    convert({
      type: 'object',
      properties: {
        list: { type: 'array', items: leaf },
        map: { type: 'object', additionalProperties: leaf },
      },
    }),
  ).toEqual({
    type: 'object',
    properties: {
      list: { type: 'array', items: closed },
      map: { type: 'object', additionalProperties: closed },
    },
    additionalProperties: false,
  });
});

test('preserved unknown fields keep an object open', () => {
  const open = { type: 'object', properties: { a: { type: 'string' } } };
  expect(convert({ ...open, 'x-kubernetes-preserve-unknown-fields': true })).toEqual(open);
});

test('an object without any field accepts none', () => {
  expect(convert({ type: 'object' })).toEqual({ type: 'object', additionalProperties: false });
});

test('an int-or-string is an integer or a string', () => {
  const anyOf = [{ type: 'integer' }, { type: 'string' }];
  expect(convert({ anyOf, pattern: '^a$', 'x-kubernetes-int-or-string': true })).toEqual({
    type: ['integer', 'string'],
    pattern: '^a$',
  });
});

test('a nullable value may be null', () => {
  expect(convert({ type: 'string', nullable: true })).toEqual({ type: ['string', 'null'] });
});

test('a required field with a default may be missing', () => {
  const a = { type: 'string', default: 'x' };
  expect(convert({ type: 'object', required: ['a', 'b'], properties: { a, b: {} } })?.required).toEqual([
    'b',
  ]);
});

test('alternatives restrict fields without closing the object', () => {
  const oneOf = [{ required: ['a'], properties: { a: { enum: ['x'], description: 'text' } } }];
  expect(convert({ type: 'object', properties: { a: {} }, oneOf })?.oneOf).toEqual([
    { required: ['a'], properties: { a: { enum: ['x'] } } },
  ]);
});

test('an embedded resource may carry apiVersion, kind and metadata', () => {
  expect(convert({ type: 'object', 'x-kubernetes-embedded-resource': true })).toEqual({
    type: 'object',
    properties: {
      apiVersion: { type: 'string' },
      kind: { type: 'string' },
      metadata: { $ref: '#/definitions/Meta' },
    },
    additionalProperties: false,
  });
});
