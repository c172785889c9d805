import { expect, test } from 'vitest';
import { missingCapabilities } from '../../../scripts/lib/bootstrap/capabilities.ts';

const status = (bounding: string) =>
  `Name:\tnode\nCapInh:\t0000000000000000\nCapBnd:\t${bounding}\nCapAmb:\t0000000000000000\n`;

test('names the bits that are not set', () => {
  expect(missingCapabilities(status('000001fffeffffff'), 40)).toEqual(['CAP_SYS_RESOURCE']);
  expect(missingCapabilities(status('000000fffffffffe'), 40)).toEqual([
    'CAP_CHOWN',
    'CAP_CHECKPOINT_RESTORE',
  ]);
});

test('finds none on an ordinary machine', () => {
  expect(missingCapabilities(status('000001ffffffffff'), 40)).toEqual([]);
});

test('does not miss what an older kernel does not know', () => {
  expect(missingCapabilities(status('0000003fffffffff'), 37)).toEqual([]);
});
