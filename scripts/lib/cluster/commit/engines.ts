// The agent's further engines: each is a DaemonSet of its own, and without its image the rest of the agent still runs.
import type { Edit } from './edit.ts';

const component = 'agent';

/** By a part of the image's name: the switch in the agent's values. */
const switches: Record<string, string[]> = {
  'opentelemetry-collector-ebpf-profiler': ['profiling', 'enabled'],
  'ebpf-instrument': ['instrumentation', 'enabled'],
  'kata-monitor': ['kata', 'enabled'],
  'dcgm-exporter': ['gpu', 'enabled'],
  'windows-exporter': ['windows', 'enabled'],
};

/** Whether a component can do without an image, when the engine that it belongs to is switched off. */
export function isEngine(of: string, image: string): boolean {
  return of === component && switchOf(image) !== undefined;
}

/** Switches off the engines whose images cannot be had. */
export function engineEdits(
  components: { component: string; images: string[] }[],
  unavailable: ReadonlySet<string>,
): Edit[] {
  const images = components.find((each) => each.component === component)?.images ?? [];
  return images.flatMap((image) => {
    const path = switchOf(image);
    return path && unavailable.has(image)
      ? [{ component, path, value: false, because: `no image ${image}` }]
      : [];
  });
}

function switchOf(image: string): string[] | undefined {
  return Object.entries(switches).find(([name]) => image.includes(`/${name}:`))?.[1];
}
