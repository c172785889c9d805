// Names of images.

export type Reference = {
  /** `docker.io` where none is written. */
  registry: string;
  /** `grafana/loki`. */
  repository: string;
  /** `latest` where neither tag nor digest is written. */
  tag?: string;
  /** `sha256:…`. */
  digest?: string;
};

/** The parts of a reference, with what Docker adds to a short one. */
export function parseReference(text: string): Reference {
  const [name = '', digest] = text.split('@');
  const colon = name.lastIndexOf(':');
  const tagged = colon > name.lastIndexOf('/');
  const path = tagged ? name.slice(0, colon) : name;
  const tag = tagged ? name.slice(colon + 1) : digest ? undefined : 'latest';
  const [first = '', ...rest] = path.split('/');
  const hasRegistry = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost');
  const registry = hasRegistry ? first : 'docker.io';
  const short = hasRegistry ? rest.join('/') : path;
  const repository = registry === 'docker.io' && !short.includes('/') ? `library/${short}` : short;
  return { registry, repository, ...(tag ? { tag } : {}), ...(digest ? { digest } : {}) };
}

/** One spelling for all references to the same image: `redis` and `docker.io/library/redis:latest`. */
export function normalReference(text: string): string {
  const { registry, repository, tag, digest } = parseReference(text);
  return `${registry}/${repository}${tag ? `:${tag}` : ''}${digest ? `@${digest}` : ''}`;
}
