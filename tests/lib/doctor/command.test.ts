import { expect, test } from 'vitest';
import { run } from '../../../scripts/lib/process/run.ts';
import { toolkitRoot } from '../../../scripts/lib/repository/root.ts';

const doctor = (...args: string[]) =>
  run(process.execPath, ['scripts/doctor.ts', ...args], { cwd: toolkitRoot });

test('wrong usage', async () => {
  expect(await doctor('--cluster', 'a', '--kubeconfig', 'b')).toEqual({
    exitCode: 2,
    stdout: '',
    stderr: 'E_USAGE doctor: --cluster and --kubeconfig name two clusters.\nPlease set one of them.\n',
  });
  expect(await doctor('--kubeconfig', 'nowhere')).toEqual({
    exitCode: 2,
    stdout: '',
    stderr: 'E_USAGE doctor: there is no file nowhere.\nPlease set: --kubeconfig <file>\n',
  });
});

test('a cluster that does not answer', async () => {
  const { exitCode, stderr } = await doctor('--kubeconfig', 'package.json');
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(
    /^E_CLUSTER kubectl .* failed with 1:\nThe connection to the server .*\nPlease see that the cluster answers, and/,
  );
});

test.runIf(process.platform === 'linux')('this machine', async () => {
  const { exitCode, stdout } = await doctor('--json');
  const { groups, findings } = JSON.parse(stdout);
  expect(groups.map(({ nodes }: { nodes: string[] }) => nodes)).toEqual([['this machine']]);
  expect(exitCode).toBe(findings.length > 0 ? 1 : 0);
});
