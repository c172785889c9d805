// Missing images that `up` must not go on without.
//
// A component whose image cannot be had from here is left out of the cluster; that says something about this machine.
// An image that its registry does not know says something about the commit: it would fail everywhere, so `up` stops.
import { nodeReference } from '../images/recipes.ts';
import { parseReference } from '../images/reference.ts';
import { type ImageResult, isMissing, type Missing } from '../images/result.ts';
import { valuesFile } from './cluster.ts';

type Lacking = ImageResult & Missing;

const argoCdFile = 'argocd/install/kustomization.yaml';

/** What stops `up`, as one text with what to do; nothing when it can go on. */
export function obstacles(
  results: ImageResult[],
  components: { component: string; images: string[] }[],
  argoCdImages: string[],
): string | undefined {
  const missing = results.filter(isMissing);
  const of = (images: string[]) => missing.filter(({ reference }) => images.includes(reference));
  const isAbsent = ({ how }: Lacking) => how === 'absent';
  const wrong = [
    ...components.flatMap(({ component, images }) =>
      of(images)
        .filter(isAbsent)
        .map((image) => componentText(component, image)),
    ),
    ...of(argoCdImages).filter(isAbsent).map(argoCdText),
  ];
  const needed = of([...argoCdImages, nodeReference]).filter((image) => !isAbsent(image));
  const blocks = [
    ...wrong,
    ...(wrong.length > 0 ? ['`up` works on the last commit: please commit the change.'] : []),
    ...needed.map(neededText),
  ];
  return blocks.length > 0 ? ['Images are missing.', ...blocks].join('\n\n') : undefined;
}

function componentText(component: string, image: Lacking): string {
  const { registry } = parseReference(image.reference);
  const key = isRepository(image) ? 'repository' : 'tag';
  return [
    `${valuesFile(component)}  image.${key}`,
    `  Component ${component}: ${says(image)}`,
    '  Please set:',
    '    image:',
    `      ${key}: <a ${key} that ${registry} has>`,
    ...(key === 'repository' ? [`  Or, when it is private, please run: docker login ${registry}`] : []),
  ].join('\n');
}

function argoCdText(image: Lacking): string {
  const { registry } = parseReference(image.reference);
  return [
    `${argoCdFile}  images`,
    `  Argo CD: ${says(image)}`,
    '  Please set:',
    '    images:',
    `      - name: ${image.reference.replace(/(:[^/:@]+)?(@.*)?$/, '')}`,
    `        newTag: <a tag that ${registry} has>`,
  ].join('\n');
}

function neededText({ reference, reason }: Lacking): string {
  const user = reference === nodeReference ? 'The kind node' : 'Argo CD';
  return [
    `${user} needs ${reference}: ${reason}`,
    'Please put an archive of it into a folder, and run: npm run up -- --images <folder>',
  ].join('\n');
}

function says({ reference, reason }: Lacking): string {
  return `${parseReference(reference).registry} has no ${reference}: ${reason.replace(/\s+/g, ' ')}`;
}

// Registries do not tell a repository that is not there from one that is private.
function isRepository({ reason }: Lacking): boolean {
  return /pull access denied|repository \S+ not found|name unknown/i.test(reason);
}
