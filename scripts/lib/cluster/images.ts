// The images that rendered objects name.
import { containers, workloads } from '../kubernetes/podspec.ts';
import type { Resource } from '../kubernetes/resource.ts';

/** Each image once, in order. */
export function imagesOf(resources: Resource[]): string[] {
  const images = workloads(resources).flatMap(({ podSpec, path }) =>
    containers(podSpec, path).map(({ container }) => String(container.image)),
  );
  return [...new Set(images)].sort();
}
