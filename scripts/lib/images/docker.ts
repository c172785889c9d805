// What is asked of Docker.
import { run, runOrThrow } from '../process/run.ts';

/** Of the references those that Docker has. */
export async function presentImages(references: string[]): Promise<Set<string>> {
  const found = await Promise.all(
    references.map(async (reference) =>
      (await inspect(reference, '{{.Id}}')) === undefined ? [] : [reference],
    ),
  );
  return new Set(found.flat());
}

/** A label of an image; nothing where the label or the image is not there. */
export async function labelOf(reference: string, label: string): Promise<string | undefined> {
  return (await inspect(reference, `{{ index .Config.Labels ${JSON.stringify(label)} }}`)) || undefined;
}

/** Builds a folder with a Dockerfile. */
export async function buildContext(
  folder: string,
  reference: string,
  labels: Record<string, string>,
  args: Record<string, string>,
): Promise<void> {
  const pairs = (option: string, values: Record<string, string>) =>
    Object.entries(values).flatMap(([key, value]) => [option, `${key}=${value}`]);
  const options = [...pairs('--label', labels), ...pairs('--build-arg', args)];
  await runOrThrow('docker', ['build', '--quiet', '--tag', reference, ...options, folder]);
  // What had this name before, when nothing else uses it; only images that were built here have the label.
  const [label = ''] = Object.keys(labels);
  await run('docker', ['image', 'prune', '--force', '--filter', `label=${label}`]);
}

export async function saveImages(references: string[], tar: string): Promise<void> {
  await runOrThrow('docker', ['save', '--output', tar, ...references]);
}

export async function loadImage(tar: string): Promise<void> {
  await runOrThrow('docker', ['load', '--quiet', '--input', tar]);
}

export async function tagImage(source: string, target: string): Promise<void> {
  await runOrThrow('docker', ['tag', source, target]);
}

async function inspect(reference: string, format: string): Promise<string | undefined> {
  const { exitCode, stdout } = await run('docker', ['image', 'inspect', '--format', format, reference]);
  return exitCode === 0 ? stdout.trim() : undefined;
}
