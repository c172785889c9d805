// From the objects of the API server to what doctor knows of a node.
import type { Resource } from '../kubernetes/resource.ts';
import { type NodeFacts, parseFacts } from './facts.ts';

export type RawNode = Resource & {
  spec?: { providerID?: string };
  status?: {
    nodeInfo?: {
      operatingSystem: string;
      kernelVersion: string;
      architecture: string;
      osImage: string;
      containerRuntimeVersion: string;
    };
    allocatable?: Record<string, string>;
    conditions?: { type: string; status: string; message?: string }[];
  };
};

export type RuntimeClass = Resource & {
  handler: string;
  scheduling?: { nodeSelector?: Record<string, string> };
};

/** The facts of a node; `printed` is what facts.sh said on it, nothing on Windows. */
export function nodeFacts(node: RawNode, classes: RuntimeClass[], printed?: string): NodeFacts {
  const info = node.status?.nodeInfo;
  const kernel = printed === undefined ? undefined : parseFacts(printed).kernel;
  return {
    node: node.metadata.name,
    system: isWindows(node) ? 'windows' : 'linux',
    release: info?.kernelVersion ?? '',
    architecture: info?.architecture ?? '',
    os: info?.osImage ?? '',
    runtime: info?.containerRuntimeVersion ?? '',
    kata: classes
      .filter((each) => /kata/.test(each.handler) && admits(each, node))
      .map(({ metadata }) => metadata.name),
    gpu: Number(node.status?.allocatable?.['nvidia.com/gpu'] ?? 0) > 0,
    nested: node.spec?.providerID?.startsWith('kind:') ?? false,
    ...(kernel ? { kernel } : {}),
  };
}

/** From node info: no pod is needed to know. */
export const isWindows = ({ status }: RawNode) => status?.nodeInfo?.operatingSystem === 'windows';

/** Why no pod would start on a node; nothing when its kubelet is well. */
export function notReady({ status }: RawNode): string | undefined {
  const ready = status?.conditions?.find(({ type }) => type === 'Ready');
  if (ready?.status === 'True') return undefined;
  return ['the node is not ready', ready?.message].filter(Boolean).join(': ');
}

function admits({ scheduling }: RuntimeClass, { metadata }: RawNode): boolean {
  return Object.entries(scheduling?.nodeSelector ?? {}).every(
    ([label, value]) => metadata.labels?.[label] === value,
  );
}
