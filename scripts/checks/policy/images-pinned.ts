import { type Fields, fields, text } from '../../lib/kubernetes/guards.ts';
import { type Container, containers, workloads } from '../../lib/kubernetes/podspec.ts';
import type { Resource } from '../../lib/kubernetes/resource.ts';
import type { PolicyCheck } from '../../lib/policy/types.ts';
import {
  containerTitle,
  containerValues,
  type Violation,
  violationFinding,
} from '../../lib/policy/violation.ts';

/**
 * Every container image names its registry and a version: a tag that does not move, or a digest.
 * Else what runs is decided by the node's defaults and the day of the pull, not by a commit.
 */
export const imagesPinned: PolicyCheck = (input) =>
  input.applications.flatMap((application) =>
    workloads(application.resources).flatMap(({ resource, podSpec, path }) =>
      containers(podSpec, path)
        .flatMap((container) => imageViolations(container, chartVersion(resource)))
        .map((violation) =>
          violationFinding('E_IMAGE_NOT_PINNED', { input, application, resource }, violation),
        ),
    ),
  );

const MOVING_TAGS = ['latest', 'main', 'master', 'edge', 'nightly'];

function imageViolations(container: Container, version: string): Violation[] {
  const image = parse(text(container.container.image));
  const { registry, tag, digest } = image;
  const path = `${container.path}.image`;
  const title = `${containerTitle(container)} runs the image ${JSON.stringify(container.container.image ?? '')}`;
  const pinned = digest || (tag && !MOVING_TAGS.includes(tag.toLowerCase()));
  const problems: { reason: string; keys: Fields }[] = [];
  if (!registry) {
    const reason = `${title} without a registry host, so the node decides from where.`;
    problems.push({ reason, keys: { registry: 'docker.io' } });
  }
  if (!pinned) {
    const what = tag ? `whose tag ${tag} moves` : 'without a tag';
    problems.push({
      reason: `${title} ${what}, so nobody knows which version runs.`,
      keys: { tag: version },
    });
  }
  return problems.map(({ reason, keys }) => ({
    path,
    reason,
    fix: fixed(container, { ...image, tag: pinned ? tag : version }, keys),
  }));
}

type Image = { registry: string; repository: string; tag: string; digest: string };

// [host/]repository[:tag][@digest]. The first part is a host when it has a dot or a port, or is localhost.
function parse(image: string): Image {
  const [name = '', digest = ''] = image.split('@');
  const [, registry = '', rest = ''] = /^(?:([^/]*[.:][^/]*|localhost)\/)?(.*)$/.exec(name) ?? [];
  const [repository = '', tag = ''] = rest.split(':');
  return { registry, repository, tag, digest: /^sha256:[0-9a-f]{64}$/.test(digest) ? digest : '' };
}

// Init containers are written whole in the values, the main one by its parts.
function fixed(container: Container, { registry, repository, tag, digest }: Image, image: Fields): Fields {
  if (!container.init) return { image };
  const reference = `${registry || 'docker.io'}/${repository}${tag && `:${tag}`}${digest && `@${digest}`}`;
  return containerValues(container, { image: reference });
}

// Our charts label every object with the version that they were tested with.
function chartVersion(resource: Resource): string {
  return text(fields(resource.metadata.labels)['app.kubernetes.io/version']) || '<version>';
}
