// Finding credentials in texts: configuration files, arguments, addresses.
import { isLiteral, isSecretName } from './secret-names.ts';

/** A credential in a text. It is never shown: `what` names it, `name` is the key that holds it, where there is one. */
export type Plaintext = { line: number; what: string; name?: string };

type Rule = (line: string) => Omit<Plaintext, 'line'> | undefined;

/** Credentials that are recognised by themselves, one for each line at most. */
export function credentials(text: string): Plaintext[] {
  return scan(text, [...FORMATS, url, authorization, defaultPassword]);
}

/** Credentials of a configuration text: the former, and `password: x`. */
export function configurationCredentials(text: string): Plaintext[] {
  return scan(text, [...FORMATS, url, authorization, assignment, defaultPassword]);
}

function scan(text: string, rules: Rule[]): Plaintext[] {
  return text.split('\n').flatMap((content, index) => {
    for (const rule of rules) {
      const found = rule(content);
      if (found) return [{ line: index + 1, ...found }];
    }
    return [];
  });
}

// Formats that issuers made recognisable.
const FORMATS: Rule[] = [
  matching(/-----BEGIN [A-Z ]*PRIVATE KEY-----/, 'a private key'),
  matching(/\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/, 'an AWS access key id'),
  matching(/\bgh[pousr]_\w{36,}|\bgithub_pat_\w{22,}/, 'a GitHub token'),
  matching(/\bgl(?:sa|c)_[\w=+/]{20,}/, 'a Grafana token'),
];

// https://user:password@host
function url(line: string): ReturnType<Rule> {
  const matches = line.matchAll(/[a-z][a-z0-9+.-]*:\/\/[^\s/:@"']*:([^\s/@"']+)@/gi);
  const hasLiteral = [...matches].some(([, password = '']) => isLiteral(password));
  return hasLiteral ? { what: 'an address with a password in it' } : undefined;
}

function authorization(line: string): ReturnType<Rule> {
  const pattern = /\bBearer\s+[\w.~+/-]{16,}|authorization\W+Basic\s+[\w+/-]{8,}/i;
  return pattern.test(line) ? { what: 'an authorization header' } : undefined;
}

// `key: value` at the start of a line or in a flow mapping, `key=value` anywhere. The value is looked at without
// being consumed, because it may hold further keys.
const ASSIGNMENT = new RegExp(
  [
    String.raw`(?:(?:^\s*(?:- )*|[{,]\s*)(["']?)(?<key>[\w.-]+)\1\s*:(?:\s+|(?=["']))`,
    String.raw`|(?:^|[\s"'&?;,-])(?<variable>[\w.-]+)\s*=\s*)`,
    String.raw`(?=(?<value>"""[^]*?"""|"[^"]*"|'[^']*'|(?:\$\w*\{[^}]*\}|[^\s,;&}#])*))`,
  ].join(''),
  'g',
);

function assignment(line: string): ReturnType<Rule> {
  if (/^\s*(#|;|\/\/)/.test(line)) return undefined;
  for (const { groups } of line.matchAll(ASSIGNMENT)) {
    const name = groups?.key ?? groups?.variable ?? '';
    if (isSecretName(name) && isLiteral(groups?.value ?? ''))
      return { what: `a literal value for ${name}`, name };
  }
  return undefined;
}

const DEFAULTS =
  /(?<![\w./-])(?:minioadmin|rustfsadmin|change-?me|admin[:/]admin|password123|hunter2)(?![\w/-])/i;

function defaultPassword(line: string): ReturnType<Rule> {
  return DEFAULTS.test(line) ? { what: 'a well-known default password' } : undefined;
}

function matching(pattern: RegExp, what: string): Rule {
  return (line) => (pattern.test(line) ? { what } : undefined);
}
