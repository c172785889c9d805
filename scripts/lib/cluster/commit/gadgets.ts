// The agent in a closed network.
//
// Its daemon pulls gadgets, which are OCI artifacts and no container images, from a registry and verifies their
// signatures there. Where that registry does not answer, they come from an init container, unsigned. Everything else of
// the agent stays as the environment says.
import { registryAnswers } from '../../bootstrap/machine.ts';
import { recipes } from '../../images/recipes.ts';
import type { Edit } from './edit.ts';

const registry = 'https://ghcr.io/v2/';
const component = 'agent';
const recipe = recipes.find(({ gadgets }) => gadgets !== undefined);

/** The image with the gadgets when the agent needs it here. */
export async function gadgetsImage(): Promise<string | undefined> {
  return (await registryAnswers(registry)) ? undefined : recipe?.reference;
}

/** The components, each with all images that it needs here. */
export function withGadgets<T extends { component: string; images: string[] }>(
  components: T[],
  image: string | undefined,
): T[] {
  return components.map((entry) =>
    image && entry.component === component ? { ...entry, images: [...entry.images, image] } : entry,
  );
}

/** The agent's values with gadgets from that image. */
export function gadgetEdits(image: string): Edit[] {
  const because = `${new URL(registry).host} does not answer`;
  const edit = (path: string[], value: unknown): Edit => ({ component, path, value, because });
  const container = {
    name: 'gadgets',
    image,
    imagePullPolicy: 'IfNotPresent',
    resources: { requests: { cpu: '10m', memory: '16Mi' }, limits: { memory: '64Mi' } },
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    },
    volumeMounts: [{ name: 'gadgets', mountPath: '/var/lib/ig' }],
  };
  return [
    edit(['tracer', 'gadgets', 'pull'], 'never'),
    edit(['tracer', 'gadgets', 'verify'], false),
    edit(['initContainers'], [container]),
  ];
}
