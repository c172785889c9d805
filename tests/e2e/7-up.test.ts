// `up` on a commit that cannot work says why; again, on one that can, it goes on with what is there.
import { expect, test } from 'vitest';
import { nodesOf } from '../../scripts/lib/cluster/kind.ts';
import { up } from '../../scripts/lib/cluster/up.ts';
import { runOrThrow, StepError } from '../../scripts/lib/process/run.ts';
import { makeCommit, revertLast, set } from './lib/checkout.ts';
import { cluster, e2e } from './lib/context.ts';

test('up names the application, the pod and its last words, and goes on after a revert', async () => {
  const { checkout } = (await e2e()).installed;
  const identity = async () => {
    const [node = ''] = await nodesOf(cluster);
    return runOrThrow('docker', ['inspect', '--format', '{{.Id}} {{.State.StartedAt}}', node]);
  };
  const before = await identity();
  const lines: string[] = [];
  const write = (line: string) => lines.push(line);

  await makeCommit(checkout, 'Misspell a key of the collector', [
    { component: 'collector', edit: set(['extraConfig', 'receivers', 'otlp', 'protocolls'], {}) },
  ]);
  const failure = await up(checkout, cluster, { timeoutSeconds: 75, write }).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(StepError);
  const { message } = failure as StepError;
  expect(message).toMatch(/^not all healthy after 75 s$/m);
  expect(message).toMatch(/^local-collector \(wave pipeline\) is Synced, (Progressing|Degraded)$/m);
  expect(message).toMatch(/^ {2}pod collector\/collector-0, container collector: .*last exit code 1/m);
  expect(message).toMatch(/^ {4}log: .*protocolls/m);
  expect(lines.at(-1)).toMatch(/^\[9\/9\] waves: FAILED after/);

  await revertLast(checkout);
  await up(checkout, cluster, { timeoutSeconds: 300, write });
  expect(lines.at(-1)).toMatch(/^\[9\/9\] waves: /);
  expect(await identity()).toBe(before);
});
