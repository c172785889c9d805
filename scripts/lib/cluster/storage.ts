// Volumes on a node image without a dynamic provisioner.
//
// There kind falls back to kubernetes.io/host-path, whose directories belong to root, and Kubernetes never changes the
// owner of a hostPath: pods that run as another user cannot write. So a few `local` volumes are made ahead; for those
// fsGroup works. Upstream's kindest/node has a provisioner (rancher.io/local-path), and keeps it.
import type { Resource } from '../kubernetes/resource.ts';
import { runOrThrow } from '../process/run.ts';
import type { Cluster } from './cluster.ts';
import { nodesOf } from './kind.ts';
import type { Kubectl } from './kubectl.ts';

const fallbackProvisioner = 'kubernetes.io/host-path';
const ownProvisioner = 'kubernetes.io/no-provisioner';
const volumes = 16;
const folder = '/var/local-volumes';

/** Makes the volumes where the cluster cannot. Returns whether they are new. */
export async function ensureStorage(cluster: Cluster, kubectl: Kubectl): Promise<boolean> {
  const classes = await kubectl.list<Resource & { provisioner: string }>('storageclass');
  const standard = classes.find(({ metadata }) => metadata.name === 'standard');
  if (standard && ![fallbackProvisioner, ownProvisioner].includes(standard.provisioner)) return false;
  const [node] = await nodesOf(cluster);
  if (!node) return false;
  if (standard?.provisioner === fallbackProvisioner)
    await kubectl.run(['delete', 'storageclass', 'standard']);
  const paths = Array.from({ length: volumes }, (_, index) => `${folder}/${index}`);
  await runOrThrow('docker', ['exec', node, 'mkdir', '-p', '-m', '0777', ...paths]);
  const objects = [storageClass, ...paths.map((path, index) => volume(index, path, node))];
  await kubectl.apply(objects.map((object) => JSON.stringify(object)).join('\n---\n'));
  return standard?.provisioner !== ownProvisioner;
}

const storageClass = {
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: { name: 'standard', annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
  provisioner: ownProvisioner,
  volumeBindingMode: 'WaitForFirstConsumer',
};

function volume(index: number, path: string, node: string): object {
  const onNode = { key: 'kubernetes.io/hostname', operator: 'In', values: [node] };
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name: `local-${index}` },
    spec: {
      // A name only: nothing limits what is written.
      capacity: { storage: '20Gi' },
      accessModes: ['ReadWriteOnce'],
      persistentVolumeReclaimPolicy: 'Retain',
      storageClassName: 'standard',
      local: { path },
      nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [onNode] }] } },
    },
  };
}
