// The in-cluster addresses that rendered objects name.
import type { Resource } from './resource.ts';
import { strings } from './strings.ts';

/** An address `<service>.<namespace>.svc…` in a text of an object. */
export type Address = {
  /** As written, without scheme, pod name and path: `loki.loki.svc.cluster.local:3100`. */
  address: string;
  service: string;
  namespace: string;
  /** The port written, else that of a scheme `http://` or `https://` in front. */
  port?: number;
  /** Path in the object. */
  path: string;
  /** The line of text that holds it, trimmed. */
  line: string;
};

const HOST = String.raw`(?<![\w-])((?:[a-z0-9-]+\.)*)([a-z0-9-]+)\.([a-z0-9-]+)`;

// Not followed by another label: `a.b.svc.example.com` is a host elsewhere.
const QUALIFIED = new RegExp(
  String.raw`${HOST}(\.svc(?:\.cluster\.local)?)(?![\w-]|\.[a-z0-9])\.?(?::(\d+))?`,
  'g',
);

const SCHEME_PORTS: Record<string, number> = { http: 80, https: 443 };

/** The addresses `<service>.<namespace>.svc[.cluster.local][:port]` in any text but annotations. */
export function addresses(resource: Resource): Address[] {
  return find(resource, QUALIFIED);
}

/** Addresses `<service>.<namespace>:<port>` for these namespaces: what resolves only by the search list of a pod. */
export function bareAddresses(resource: Resource, namespaces: string[]): Address[] {
  const pattern = /(?<![\w.-])()([a-z0-9-]+)\.([a-z0-9-]+)():(\d+)(?![\w.])/g;
  return find(resource, pattern).filter(({ namespace }) => namespaces.includes(namespace));
}

function find(resource: Resource, pattern: RegExp): Address[] {
  return strings(resource, '', ['annotations']).flatMap(({ text, path }) =>
    text.split('\n').flatMap((line) => [...line.matchAll(pattern)].map((match) => read(match, line, path))),
  );
}

function read(match: RegExpMatchArray, line: string, path: string): Address {
  const [, , service = '', namespace = '', suffix = '', written] = match;
  const scheme = /(\w+):\/\/$/.exec(line.slice(0, match.index))?.[1] ?? '';
  const port = written ? Number(written) : SCHEME_PORTS[scheme];
  return {
    address: `${service}.${namespace}${suffix}${written ? `:${written}` : ''}`,
    service,
    namespace,
    ...(port !== undefined && { port }),
    path,
    line: line.trim(),
  };
}
