// The kind configuration: tests/e2e/kind.yaml, and what this machine needs beyond it.
import { parse, stringify } from 'yaml';

export type MachineNeeds = {
  /** The node image brings its network plugin: kind must not install its own, whose image it lacks. */
  ownNetwork: boolean;
  /** The runtime wrapper of a machine that lacks capabilities; containers in the node meet the same lack. */
  wrapper?: string;
};

type Node = { role?: string; extraMounts?: Record<string, unknown>[] };

type KindConfig = {
  networking?: Record<string, unknown>;
  nodes?: Node[];
  containerdConfigPatches?: string[];
  [key: string]: unknown;
};

// containerd 1 and 2 name the plugin differently; each reads the table that it knows.
const runtimePlugins = ['io.containerd.grpc.v1.cri', 'io.containerd.cri.v1.runtime'];

/** The text of the configuration for this machine. */
export function kindConfig(base: string, { ownNetwork, wrapper }: MachineNeeds): string {
  const config = parse(base) as KindConfig;
  if (ownNetwork) config.networking = { ...config.networking, disableDefaultCNI: true };
  if (wrapper) {
    config.nodes = (config.nodes ?? [{ role: 'control-plane' }]).map((node) => ({
      ...node,
      extraMounts: [
        ...(node.extraMounts ?? []),
        { hostPath: wrapper, containerPath: wrapper, readOnly: true },
      ],
    }));
    config.containerdConfigPatches = [
      ...(config.containerdConfigPatches ?? []),
      ...runtimePlugins.map(
        (plugin) =>
          `[plugins."${plugin}".containerd.runtimes.runc.options]\n  BinaryName = ${JSON.stringify(wrapper)}\n`,
      ),
    ];
  }
  return stringify(config);
}
