// Commits in the tests' clone, and the way into the cluster that a person's commit takes.
import {
  type Change,
  deploy,
  gitAs,
  makeCommit as makeCommitAs,
} from '../../../scripts/lib/cluster/commit/checkout.ts';
import type { Target } from '../../../scripts/lib/cluster/commit/target.ts';
import { cluster, type E2e } from './context.ts';

export { type Change, set } from '../../../scripts/lib/cluster/commit/checkout.ts';

const author = 'e2e';

/** Changes values of the environment, commits, and pushes to the cluster's git server. Nothing else is told. */
export async function commit(e2e: E2e, message: string, changes: Change[]): Promise<Target> {
  await makeCommit(e2e.installed.checkout, message, changes);
  return deploy(e2e.installed, cluster, e2e.kubectl);
}

/** Takes back the last commit by another one, and pushes that. */
export async function revert(e2e: E2e): Promise<Target> {
  await revertLast(e2e.installed.checkout);
  return deploy(e2e.installed, cluster, e2e.kubectl);
}

/** Changes values of the environment and commits them. */
export function makeCommit(checkout: string, message: string, changes: Change[]): Promise<void> {
  return makeCommitAs(checkout, author, message, changes);
}

/** Takes back the last commit, by another one. */
export async function revertLast(checkout: string): Promise<void> {
  await gitAs(author, checkout, 'revert', '--no-edit', 'HEAD');
}
