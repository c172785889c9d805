// Commits in a clone, and the way into the cluster that a person's commit takes: for what changes a running cluster again and again.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runOrThrow } from '../../process/run.ts';
import { type Cluster, valuesFile } from '../cluster.ts';
import { push } from '../gitserver.ts';
import type { Kubectl } from '../kubectl.ts';
import { edited } from './edit.ts';
import { type Target, targetOf, wholeEnvironment } from './target.ts';

/** A file of the environment, and what happens to its content; `undefined` removes the file. */
export type Change = { component: string; edit: (text: string) => string | undefined };

/** A clone whose commits a cluster runs, with what `up` found when it installed the first one. */
export type Deployed = {
  /** Folder of the clone. */
  checkout: string;
  /** Images that cannot be had here. */
  missing: string[];
  /** Image with gadgets, where no registry has them. */
  gadgets?: string;
};

/** Pushes the clone's last commit, less what cannot be had here, to the cluster's git server. Nothing else is told. */
export async function deploy(
  { checkout, missing, gadgets }: Deployed,
  cluster: Cluster,
  kubectl: Kubectl,
): Promise<Target> {
  const whole = await wholeEnvironment(checkout, cluster);
  const target = await targetOf(checkout, cluster, whole, missing, gadgets);
  await push(checkout, cluster, kubectl, target);
  return target;
}

/** Changes values of the environment and commits them, as `author`. */
export async function makeCommit(
  checkout: string,
  author: string,
  message: string,
  changes: Change[],
): Promise<void> {
  for (const { component, edit } of changes) {
    const file = join(checkout, valuesFile(component));
    const text = edit(readFileSync(file, 'utf8'));
    if (text === undefined) rmSync(file);
    else writeFileSync(file, text);
  }
  await gitAs(author, checkout, 'commit', '--quiet', '--all', '--message', message);
}

/** Sets one value in YAML; comments stay. */
export function set(path: string[], value: unknown): (text: string) => string {
  return (text) => edited(text, [{ path, value }]);
}

/** Runs git in a clone, with an identity of its own: the machine need not have one. */
export function gitAs(author: string, checkout: string, ...args: string[]): Promise<string> {
  const identity = ['-c', `user.name=${author}`, '-c', `user.email=${author}@localhost`];
  return runOrThrow('git', [...identity, ...args], { cwd: checkout });
}
