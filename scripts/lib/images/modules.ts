// The Go commands that images are built from: the one table. Versions are in tests/images/<module>/go.mod.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toolkitRoot } from '../repository/root.ts';
import { tools } from '../tools/table.ts';

export const imagesFolder = join(toolkitRoot, 'tests/images');

/** A module of ours that pins another one and everything below it. */
type PinnedModule = {
  /** Its folder in tests/images. */
  folder: string;
  /** The module whose version is the version of the commands. */
  main: string;
  tags?: string;
};

/** A command that Go can install by its version. */
type InstalledModule = { version: string };

export type GoCommand = (PinnedModule | InstalledModule) & {
  package: string;
  /** Variables that carry the version into the binary; `<version>` is it, without `v`. */
  variables?: Record<string, string>;
};

const kubernetesVersion = 'k8s.io/component-base/version';
const kubernetes = (name: string): GoCommand => ({
  folder: 'kubernetes',
  main: 'k8s.io/kubernetes',
  package: `k8s.io/kubernetes/cmd/${name}`,
  variables: {
    [`${kubernetesVersion}.gitVersion`]: 'v<version>',
    [`${kubernetesVersion}.gitTreeState`]: 'clean',
  },
});

const gadget = 'github.com/inspektor-gadget/inspektor-gadget';
const inspektorGadget = (path: string): GoCommand => ({
  folder: 'inspektor-gadget',
  main: gadget,
  package: `${gadget}/${path}`,
  variables: { [`${gadget}/internal/version.version`]: 'v<version>' },
});

const argocd = 'github.com/argoproj/argo-cd/v3';
const collector = 'go.opentelemetry.io/collector/otelcol';

/** By the name of the binary. */
export const commands: Record<string, GoCommand> = {
  'kube-apiserver': kubernetes('kube-apiserver'),
  'kube-controller-manager': kubernetes('kube-controller-manager'),
  'kube-scheduler': kubernetes('kube-scheduler'),
  'kube-proxy': kubernetes('kube-proxy'),
  kubeadm: kubernetes('kubeadm'),
  kubectl: kubernetes('kubectl'),
  kubelet: kubernetes('kubelet'),
  etcd: { folder: 'etcd', main: 'go.etcd.io/etcd/server/v3', package: 'go.etcd.io/etcd/server/v3' },
  coredns: { folder: 'coredns', main: 'github.com/coredns/coredns', package: 'github.com/coredns/coredns' },
  argocd: {
    folder: 'argocd',
    main: argocd,
    package: `${argocd}/cmd`,
    variables: {
      [`${argocd}/common.version`]: '<version>',
      // It says its tag only where it knows a commit, which a module does not have.
      [`${argocd}/common.gitCommit`]: 'module',
      [`${argocd}/common.gitTag`]: 'v<version>',
      [`${argocd}/common.gitTreeState`]: 'clean',
    },
  },
  helm: {
    version: tools.helm.version,
    package: tools.helm.build.package,
    variables: { [tools.helm.build.versionVariable]: 'v<version>' },
  },
  // The version that Argo CD ships.
  kustomize: { version: '5.8.1', package: 'sigs.k8s.io/kustomize/kustomize/v5' },
  ig: inspektorGadget('cmd/ig'),
  cleanup: inspektorGadget('gadget-container/cleanup'),
  gadgettracermanager: inspektorGadget('gadget-container/gadgettracermanager'),
  loki: {
    folder: 'loki',
    main: 'github.com/grafana/loki/v3',
    tags: 'netgo',
    package: 'github.com/grafana/loki/v3/cmd/loki',
    variables: { 'github.com/grafana/loki/v3/pkg/util/build.Version': '<version>' },
  },
  mimir: {
    folder: 'mimir',
    main: 'github.com/grafana/mimir',
    tags: 'netgo,stringlabels',
    package: 'github.com/grafana/mimir/cmd/mimir',
    variables: { 'github.com/grafana/mimir/pkg/util/version.Version': '<version>' },
  },
  'otelcol-contrib': {
    folder: 'collector',
    main: collector,
    package: '.',
    variables: { 'main.version': '<version>' },
  },
};

/** The version of a command, without `v`. */
export function versionOf(name: string): string {
  const command = commandOf(name);
  return 'version' in command ? command.version : requiredVersion(command.folder, command.main);
}

/** @throws when the table has no such command */
export function commandOf(name: string): GoCommand {
  const command = commands[name];
  if (!command) throw new Error(`scripts/lib/images/modules.ts has no command ${name}`);
  return command;
}

/** The version of a module in a go.mod of tests/images, without `v`. */
export function requiredVersion(folder: string, module: string): string {
  const text = readFileSync(join(imagesFolder, folder, 'go.mod'), 'utf8');
  const line = text.split('\n').find((line) =>
    line
      .replace(/^require/, '')
      .trim()
      .startsWith(`${module} v`),
  );
  const version = line && / v(\S+)/.exec(line)?.[1];
  if (!version) throw new Error(`tests/images/${folder}/go.mod does not require ${module}`);
  return version;
}
