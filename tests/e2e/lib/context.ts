// What the setup hands to each test file, and what they work with.
import { inject } from 'vitest';
import { clusterOf } from '../../../scripts/lib/cluster/cluster.ts';
import type { Omission } from '../../../scripts/lib/cluster/commit/reduce.ts';
import { type Kubectl, kubectlOf } from '../../../scripts/lib/cluster/kubectl.ts';
import type { Timeline } from './timeline.ts';

/** What the setup did. Plain data: it crosses processes. */
export type Installed = {
  /** A clone of this checkout's last commit, in which tests commit. */
  checkout: string;
  /** The commit that the cluster got first. */
  commit: string;
  /** Images that cannot be had here. */
  missing: string[];
  /** Components without an image here. */
  omitted: Omission[];
  /** Image with gadgets, where no registry has them. */
  gadgets?: string;
  /** What happened while it was installed. */
  timeline: Timeline;
};

declare module 'vitest' {
  interface ProvidedContext {
    installed: Installed;
  }
}

export const clusterName = 'observability-e2e';
export const cluster = clusterOf(clusterName);
/** The environment's tenant and cluster name; see environments/local/environment.yaml. */
export const tenant = 'local';

export type E2e = { installed: Installed; kubectl: Kubectl };

/** The cluster as the setup left it. */
export async function e2e(): Promise<E2e> {
  return { installed: inject('installed'), kubectl: await kubectlOf(cluster) };
}

/** Why a test of this component cannot run here; nothing when it can. */
export function withoutImage({ omitted }: Installed, component: string): string | undefined {
  const found = omitted.find((omission) => omission.component === component);
  return found && `not run: no image ${found.images.join(', ')}`;
}
