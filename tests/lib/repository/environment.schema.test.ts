// environment.yaml: what fits, and the whole message for what does not.
import { expect, test } from 'vitest';
import { environmentSchema } from '../../../scripts/lib/repository/environment.schema.ts';
import { parseYaml } from '../../../scripts/lib/yaml/document.ts';
import { schemaFindings } from '../../../scripts/lib/yaml/schema.ts';

const findings = (text: string) =>
  schemaFindings('E', 'environment.yaml', parseYaml(text), environmentSchema);

const good = 'kubernetesVersion: 1.36.3\nglobal: {tenant: production-us, clusterName: production-us}\n';

test.each([
  ['', ''],
  [
    'everything external',
    'external:\n  secrets: [{namespace: loki, name: s3, keys: [a]}]\n  addresses: [kafka:9092]\n',
  ],
])('fits %s', (_, more) => {
  expect(findings(good + more)).toEqual([]);
});

test.each([
  ['kubernetesVersion: 1.36.3\n', '`global` is missing'],
  [good.replace('1.36.3', '1.36'), '`kubernetesVersion` is 1.36, which is not of type string'],
  [
    good.replace('1.36.3', 'v1.36.3'),
    '`kubernetesVersion` is "v1.36.3", which does not match ^1\\.\\d+\\.\\d+$',
  ],
  [good.replace('tenant: ', 'tenat: '), 'there is no key `global.tenat`; did you mean `tenant`?'],
  [
    good.replace('tenant: production-us', 'tenant: a|b'),
    '`global.tenant` is "a|b", which does not match ^[a-zA-Z0-9._-]+$',
  ],
  [`${good}externals: {}\n`, 'there is no key `externals`; did you mean `external`?'],
  [
    `${good}external: {addresses: ['http://kafka:9092']}\n`,
    '`external.addresses[0]` is "http://kafka:9092", which does not match ^[^/ ]+:\\d+$',
  ],
  [
    `${good}external: {secrets: [{namespace: loki, name: S3, keys: [a]}]}\n`,
    '`external.secrets[0].name` is "S3", which does not match ^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$',
  ],
  [
    `${good}external: {secrets: [{namespace: loki, name: s3, keys: []}]}\n`,
    '`external.secrets[0].keys` is [], which must NOT have fewer than 1 items',
  ],
])('%j', (text, reason) => {
  expect(findings(text).map((finding) => finding.reason)).toContain(reason);
});
