// Commits in the tests' clone, and the way into the cluster that a person's commit takes.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { valuesFile } from '../../../scripts/lib/cluster/cluster.ts';
import { edited } from '../../../scripts/lib/cluster/commit/edit.ts';
import { type Target, targetOf, wholeEnvironment } from '../../../scripts/lib/cluster/commit/target.ts';
import { push } from '../../../scripts/lib/cluster/gitserver.ts';
import { runOrThrow } from '../../../scripts/lib/process/run.ts';
import { cluster, type E2e } from './context.ts';

/** A file of the environment, and what happens to its content; `undefined` removes the file. */
export type Change = { component: string; edit: (text: string) => string | undefined };

/** Sets one value in YAML; comments stay. */
export function set(path: string[], value: unknown): (text: string) => string {
  return (text) => edited(text, [{ path, value }]);
}

/** Changes values of the environment, commits, and pushes to the cluster's git server. Nothing else is told. */
export async function commit(e2e: E2e, message: string, changes: Change[]): Promise<Target> {
  await makeCommit(e2e.installed.checkout, message, changes);
  return deploy(e2e);
}

/** Takes back the last commit by another one, and pushes that. */
export async function revert(e2e: E2e): Promise<Target> {
  await revertLast(e2e.installed.checkout);
  return deploy(e2e);
}

/** Changes values of the environment and commits them. */
export async function makeCommit(checkout: string, message: string, changes: Change[]): Promise<void> {
  for (const { component, edit } of changes) {
    const file = join(checkout, valuesFile(component));
    const text = edit(readFileSync(file, 'utf8'));
    if (text === undefined) rmSync(file);
    else writeFileSync(file, text);
  }
  await git(checkout, 'commit', '--quiet', '--all', '--message', message);
}

/** Takes back the last commit, by another one. */
export async function revertLast(checkout: string): Promise<void> {
  await git(checkout, 'revert', '--no-edit', 'HEAD');
}

async function deploy({ installed, kubectl }: E2e): Promise<Target> {
  const { checkout, missing, gadgets } = installed;
  const whole = await wholeEnvironment(checkout, cluster);
  const target = await targetOf(checkout, cluster, whole, missing, gadgets);
  await push(checkout, cluster, kubectl, target);
  return target;
}

function git(checkout: string, ...args: string[]): Promise<string> {
  const identity = ['-c', 'user.name=e2e', '-c', 'user.email=e2e@localhost'];
  return runOrThrow('git', [...identity, ...args], { cwd: checkout });
}
