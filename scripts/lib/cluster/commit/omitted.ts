// Remembers in the cluster what `up` left out and why, so that `status` can say it.
import type { Kubectl } from '../kubectl.ts';
import type { Edit } from './edit.ts';
import type { Omission } from './reduce.ts';

export type Deployment = {
  /** The commit of the checkout. */
  head: string;
  /** The commit that the cluster got. */
  commit: string;
  omitted: Omission[];
  edits: Edit[];
};

/** Writes it to ConfigMap argocd/up. */
export async function remember(kubectl: Kubectl, deployment: Deployment): Promise<void> {
  const metadata = { name: 'up', namespace: 'argocd' };
  const { head, commit, omitted, edits } = deployment;
  const data = { deployment: JSON.stringify({ head, commit, omitted, edits }) };
  await kubectl.apply(JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata, data }));
}

/** Reads it back; nothing when `up` has not come that far. */
export async function recall(kubectl: Kubectl): Promise<Deployment | undefined> {
  const [found] = await kubectl.list<{ data?: { deployment?: string } }>('configmap', '-n', 'argocd', 'up');
  return found?.data?.deployment ? (JSON.parse(found.data.deployment) as Deployment) : undefined;
}
