import { expect, test } from 'vitest';
import { runTool } from '../../../scripts/lib/tools/run.ts';
import { folderWith } from '../helpers.ts';

test('what a tool prints', async () => {
  expect(await runTool('kubeconform', ['-v'], folderWith())).toEqual({
    exitCode: 0,
    stdout: 'v0.8.0\n',
    stderr: '',
  });
});

test('a failure is a result', async () => {
  const { exitCode, stdout, stderr } = await runTool('helm', ['template', 'gone'], folderWith());
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
  expect(stderr).toMatch(/^Error: .*gone/);
});

test('in the folder that is asked for', async () => {
  const folder = folderWith({
    'o/kustomization.yaml': 'resources: [a.yaml]\n',
    'o/a.yaml': 'kind: A\napiVersion: v1\nmetadata: {name: a}\n',
  });
  expect(await runTool('kubectl', ['kustomize', 'o'], folder)).toMatchObject({ exitCode: 0, stderr: '' });
});
