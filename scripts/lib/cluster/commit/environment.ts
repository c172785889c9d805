// The environment of the cluster, rendered from an exported commit.

import { isGadget } from '../../charts/agentchart.ts';
import { openContext } from '../../check/context.ts';
import { checkEnvironment } from '../../check/environment.ts';
import { findingText } from '../../findings/print.ts';
import { StepError } from '../../process/run.ts';
import { environmentFiles } from '../../repository/environments.ts';
import { environment } from '../cluster.ts';
import { imagesOf } from '../images.ts';
import type { ExternalSecret } from '../secrets.ts';

export type LocalComponent = {
  component: string;
  application: string;
  namespace: string;
  wave: string;
  images: string[];
};
export type LocalEnvironment = {
  components: LocalComponent[];
  secrets: ExternalSecret[];
  /** The agent runs gadgets. */
  hasGadgets: boolean;
  /** Images of what the overlay runs beside Argo CD. */
  overlayImages: string[];
};

/** Reads and renders the environment; throws with all findings when it has any. */
export async function readEnvironment(tree: string): Promise<LocalEnvironment> {
  const checked = await checkEnvironment(openContext(tree), environment, { components: [] });
  const findings = [...checked.lint, ...checked.render];
  if (findings.length > 0) throw new StepError(findings.map(findingText).join('\n'));
  const settings = environmentFiles(tree, environment).find(({ name }) => name === 'environment.yaml');
  const external = (settings?.yaml.data as { external?: { secrets?: ExternalSecret[] } } | undefined)
    ?.external;
  return {
    components: checked.applications.map(({ name, component, namespace, wave, resources }) => ({
      ...{ component, application: name, namespace, wave },
      images: imagesOf(resources),
    })),
    secrets: external?.secrets ?? [],
    hasGadgets: checked.applications.some(({ resources }) => resources.some(isGadget)),
    overlayImages: imagesOf(checked.argocd),
  };
}
