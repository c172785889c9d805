import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { reportJson, reportMarkdown, tally } from '../../../scripts/lib/images/report.ts';
import type { ImageResult } from '../../../scripts/lib/images/result.ts';
import { writeReport } from '../../../scripts/lib/images/writereport.ts';

const results: ImageResult[] = [
  { reference: 'grafana/grafana:13', how: 'present', seconds: 0.04 },
  { reference: 'redis:8', how: 'present', seconds: 0.02, really: "Debian's redis-server" },
  { reference: 'grafana/loki:3', how: 'archive', seconds: 3.26 },
  { reference: 'quay.io/a/b:1', how: 'pulled', seconds: 12 },
  { reference: 'kindest/node:v1', how: 'built', seconds: 81.94 },
  { reference: 'grafana/tempo:9', how: 'absent', seconds: 0.5, reason: 'manifest unknown' },
  {
    reference: 'grafana/mimir:3',
    how: 'unavailable',
    seconds: 30,
    reason: 'pull: no answer; build: go failed with 1:\n  a | b\n',
  },
];

test('the Markdown', () => {
  expect(reportMarkdown(results)).toBe(`# Images

7 images in 128 s: 2 present, 1 archive, 1 pulled, 1 built, 1 absent, 1 unavailable.

| image | how | seconds | what it really is, or why it is not there |
|---|---|---:|---|
| grafana/grafana:13 | present | 0 |  |
| redis:8 | present | 0 | Debian's redis-server |
| grafana/loki:3 | archive | 3.3 |  |
| quay.io/a/b:1 | pulled | 12 |  |
| kindest/node:v1 | built | 81.9 |  |
| grafana/tempo:9 | absent | 0.5 | manifest unknown |
| grafana/mimir:3 | unavailable | 30 | pull: no answer; build: go failed with 1: a \\| b |
`);
});

test('the JSON', () => {
  expect(reportJson([...results.slice(1, 3), ...results.slice(5, 6)])).toBe(`{
  "seconds": 3.8,
  "images": [
    {
      "reference": "redis:8",
      "how": "present",
      "really": "Debian's redis-server",
      "seconds": 0
    },
    {
      "reference": "grafana/loki:3",
      "how": "archive",
      "seconds": 3.3
    },
    {
      "reference": "grafana/tempo:9",
      "how": "absent",
      "reason": "manifest unknown",
      "seconds": 0.5
    }
  ]
}
`);
});

test('the tally of one image', () => {
  expect(tally(results.slice(3, 4))).toBe('1 image in 12 s: 1 pulled');
});

test('both files are written, where git ignores them and `npm run clean` removes them', () => {
  const root = mkdtempSync(join(tmpdir(), 'report-'));
  try {
    expect(writeReport(root, results)).toBe('reports/images.md');
    writeReport(root, results.slice(0, 1));
    const read = (name: string) => readFileSync(join(root, 'reports', name), 'utf8');
    expect(read('images.md')).toBe(reportMarkdown(results.slice(0, 1)));
    expect(read('images.json')).toBe(reportJson(results.slice(0, 1)));
  } finally {
    rmSync(root, { recursive: true });
  }
});
