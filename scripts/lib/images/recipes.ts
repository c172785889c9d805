// How images are built where no registry is: the one table. Each has a Dockerfile in tests/images/<folder>.
import { requiredVersion, versionOf } from './modules.ts';
import type { Recipe } from './recipe.ts';
import { shellImage } from './shell.ts';

export type { Recipe };

const kubernetes = versionOf('kubelet');
const gadget = versionOf('ig');
const argocd = versionOf('argocd');

const debian: Recipe = {
  reference: 'localhost/observability/debian:bookworm',
  folder: 'debian',
  rootfs: {
    how: 'installed',
    packages: [
      ...['busybox', 'ca-certificates', 'curl', 'git', 'gpg', 'gpg-agent', 'openssh-client'],
      ...['redis-server', 'tini', 'tzdata'],
    ],
  },
};

const controlPlane = (name: string, reference: string, folder = 'control-plane'): Recipe => ({
  reference: `registry.k8s.io/${reference}`,
  folder,
  binaries: [name],
});

/** What kubeadm runs: its own list says the same names. */
const controlPlaneImages: Recipe[] = [
  ...['kube-apiserver', 'kube-controller-manager', 'kube-scheduler'].map((name) =>
    controlPlane(name, `${name}:v${kubernetes}`),
  ),
  {
    ...controlPlane('kube-proxy', `kube-proxy:v${kubernetes}`, 'kube-proxy'),
    rootfs: { how: 'unpacked', packages: ['conntrack', 'iptables', 'kmod', 'nftables'] },
  },
  controlPlane('etcd', `etcd:${versionOf('etcd')}-0`),
  controlPlane('coredns', `coredns/coredns:v${versionOf('coredns')}`, 'coredns'),
  {
    reference: 'registry.k8s.io/pause:3.10.2',
    folder: 'pause',
    really: "Debian's catatonit",
    rootfs: { how: 'unpacked', packages: ['catatonit'] },
  },
];

const node: Recipe = {
  reference: `kindest/node:v${kubernetes}`,
  folder: 'node',
  binaries: ['kubeadm', 'kubectl', 'kubelet'],
  images: controlPlaneImages.map(({ reference }) => reference),
  rootfs: {
    how: 'installed',
    packages: [
      ...[
        'bpftool',
        'ca-certificates',
        'conntrack',
        'containerd',
        'containernetworking-plugins',
        'curl',
        'dbus',
      ],
      ...[
        'ebtables',
        'ethtool',
        'iproute2',
        'iptables',
        'jq',
        'kmod',
        'mount',
        'nftables',
        'procps',
        'runc',
        'socat',
      ],
      ...['systemd', 'systemd-sysv', 'util-linux'],
    ],
  },
};

/** The kind node. */
export const nodeReference = node.reference;

export const recipes: Recipe[] = [
  debian,
  ...controlPlaneImages,
  node,
  {
    reference: `quay.io/argoproj/argocd:v${argocd}`,
    folder: 'argocd',
    base: debian.reference,
    binaries: ['argocd', 'helm', 'kustomize'],
    moduleFiles: {
      folder: 'argocd',
      module: 'github.com/argoproj/argo-cd/v3',
      files: ['entrypoint.sh', 'hack/gpg-wrapper.sh', 'hack/git-verify-wrapper.sh'],
    },
  },
  {
    reference: 'public.ecr.aws/docker/library/redis:8.10.1-alpine',
    folder: 'redis',
    base: debian.reference,
    really: "Debian's redis-server",
  },
  {
    reference: shellImage,
    folder: 'busybox',
    base: debian.reference,
    really: "Debian's busybox, with more beside it",
  },
  { ...controlPlane('kubectl', `kubectl:v${kubernetes}`), folder: 'kubectl' },
  {
    reference: `ghcr.io/inspektor-gadget/inspektor-gadget:v${gadget}`,
    folder: 'inspektor-gadget',
    binaries: ['cleanup', 'gadgettracermanager'],
  },
  {
    reference: `localhost/observability/gadgets:v${gadget}`,
    folder: 'gadgets',
    gadgets: [
      ...['profile_blockio', 'trace_dns', 'trace_exec', 'trace_oomkill'],
      ...['trace_open', 'trace_signal', 'trace_sni', 'trace_tcp'],
    ],
    really: 'built here, without the parts that read arguments and answers',
    rootfs: { how: 'unpacked', packages: ['busybox-static'] },
  },
  { reference: `docker.io/grafana/loki:${versionOf('loki')}`, folder: 'loki', binaries: ['loki'] },
  {
    reference: 'docker.io/grafana/mimir:3.2.2',
    folder: 'mimir',
    binaries: ['mimir'],
    really: `module github.com/grafana/mimir v${versionOf('mimir')}`,
  },
  {
    reference: `ghcr.io/open-telemetry/opentelemetry-collector-releases/opentelemetry-collector-contrib:${requiredVersion('collector', 'go.opentelemetry.io/collector/otelcol')}`,
    folder: 'collector',
    really: 'a build with the components that the charts configure, some of an earlier minor version',
    binaries: ['otelcol-contrib'],
  },
];
