import { expect, test } from 'vitest';
import { machineYaml } from '../../../scripts/lib/yaml/machine.ts';

test('all documents, empty ones left out', () => {
  expect(machineYaml('---\n# Source: a\na: 1\n---\n# nothing\n---\n---\nb: [2]\n')).toEqual([
    { a: 1 },
    { b: [2] },
  ]);
});

test.each(['', '---\n', '# nothing\n'])('%j holds none', (text) => {
  expect(machineYaml(text)).toEqual([]);
});

test('texts that look like something else stay as Kubernetes reads them', () => {
  const text = 'quoted: ["1", "true", "yes", "0x1F", "2024-01-01"]\nmode: 0644\nhex: 0x1F\nlong: 123456789\n';
  expect(machineYaml(text)).toEqual([
    { quoted: ['1', 'true', 'yes', '0x1F', '2024-01-01'], mode: 420, hex: 31, long: 123456789 },
  ]);
});

test('a date stays a text', () => {
  expect(machineYaml('date: 2024-01-01\n')).toEqual([{ date: '2024-01-01' }]);
});

test('merge keys and anchors', () => {
  expect(machineYaml('a: &x {b: 1}\nc:\n  <<: *x\n  d: 2\n')).toEqual([{ a: { b: 1 }, c: { b: 1, d: 2 } }]);
});
