// The pod that looks at a node, and the namespace of these pods.
import { podProblem, type RawPod } from '../cluster/rollout/pods.ts';
import type { Resource } from '../kubernetes/resource.ts';

export const doctorNamespace = 'doctor';
/** From the pods' creation to the facts. */
export const podSeconds = 60;
/** Tells this namespace from another one of the same name. */
export const ownLabel = { 'app.kubernetes.io/managed-by': 'npm-run-doctor' };

export type FactsPod = Resource &
  RawPod & {
    spec: { nodeName: string };
    status?: { phase?: string; reason?: string; message?: string };
  };

export type PodEvent = { type: string; reason: string; message: string; involvedObject: { name: string } };

/** Exists as long as doctor looks. The pods mount the node's root, which only `privileged` admits. */
export function namespace(): Resource {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name: doctorNamespace,
      labels: { ...ownLabel, 'pod-security.kubernetes.io/enforce': 'privileged' },
    },
  };
}

/** The pods' own, without rights: the default one of a new namespace comes a moment later, and no pod is admitted before. */
export function serviceAccount(): Resource {
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: doctorNamespace, namespace: doctorNamespace, labels: ownLabel },
  };
}

/** Runs the script on a node. What it prints becomes the message with which it ends: one list of pods has all of them. */
export function factsPod(node: string, index: number, script: string, image: string): Resource {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `facts-${index}`, namespace: doctorNamespace, labels: ownLabel },
    spec: {
      // Past the scheduler: full and cordoned nodes are looked at too.
      nodeName: node,
      tolerations: [{ operator: 'Exists' }],
      restartPolicy: 'Never',
      // Beyond what is waited for: a pod that was ended no longer says what it waited for.
      activeDeadlineSeconds: 2 * podSeconds,
      terminationGracePeriodSeconds: 0,
      serviceAccountName: doctorNamespace,
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      containers: [
        {
          name: 'facts',
          image,
          imagePullPolicy: 'IfNotPresent',
          command: ['busybox', 'sh', '-c', `exec > /dev/termination-log\n${script}`, 'sh', '/host'],
          resources: { requests: { cpu: '10m', memory: '16Mi' }, limits: { memory: '64Mi' } },
          // Root without any capability: it may read what root owns, and do nothing else that root may.
          securityContext: {
            runAsUser: 0,
            allowPrivilegeEscalation: false,
            readOnlyRootFilesystem: true,
            capabilities: { drop: ['ALL'] },
            seccompProfile: { type: 'RuntimeDefault' },
            // Without this type SELinux forbids the node's folders.
            seLinuxOptions: { type: 'spc_t' },
          },
          volumeMounts: [{ name: 'node', mountPath: '/host', readOnly: true }],
        },
      ],
      volumes: [{ name: 'node', hostPath: { path: '/' } }],
    },
  };
}

/** What the script printed; nothing as long as it has not ended well. */
export function printedBy({ status }: FactsPod): string | undefined {
  const ended = status?.containerStatuses?.[0]?.state?.terminated;
  return ended?.exitCode === 0 ? ended.message : undefined;
}

/** The pod will print nothing any more. */
export const isOver = ({ status }: FactsPod) => /^(Succeeded|Failed)$/.test(status?.phase ?? '');

/** Why a pod printed nothing; `events` are those of its namespace. */
export function whySilent(pod: FactsPod | undefined, events: PodEvent[] = []): string {
  if (!pod) return 'its pod is not there: something deleted it';
  const { reason, message } = pod.status ?? {};
  const own = [reason, message].filter(Boolean).join(': ') || undefined;
  const why = podProblem(pod)?.reason ?? own ?? 'its kubelet did not take the pod';
  const warning = events.findLast(
    ({ type, involvedObject }) => type === 'Warning' && involvedObject.name === pod.metadata.name,
  );
  return `no facts after ${podSeconds} s: ${why}${warning ? `; ${warning.reason}: ${warning.message}` : ''}`;
}
