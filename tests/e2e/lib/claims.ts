import type { Kubectl } from '../../../scripts/lib/cluster/kubectl.ts';

type Claim = { metadata: { namespace: string; name: string; uid: string }; status: { phase: string } };

/** The volume claims of the cluster, each with its identity: one that was removed and made again differs. */
export async function claims(kubectl: Kubectl): Promise<string[]> {
  const found = await kubectl.list<Claim>('pvc', '--all-namespaces');
  return found
    .map(({ metadata: { namespace, name, uid }, status }) => `${namespace}/${name} ${uid} ${status.phase}`)
    .sort();
}
