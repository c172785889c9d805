// Which names hold secrets, and which values are only references to one.

// After the last word of a name: ids, numbers, and what a credential is wrapped in.
const TRAILERS = ['id', 'value', 'base64', 'b64'];
const SECRET_WORDS =
  /^(pass|passwd|password|passphrase|pwd|token|secrets?|credentials?|(api|access|secret|private)key)$/;
// A key alone is a map key or a label; these make it a secret one.
const KEY_KINDS =
  /^(access|account|admin|api|auth|encryption|license|master|private|secret|shared|signing|storage)$/;
// The shell's working directory only looks like one.
const WORKING_DIRECTORY = 'PWD';

/** Whether a variable, flag or key of this name holds a secret: `S3_SECRET_ACCESS_KEY`, `adminPassword`. */
export function isSecretName(name: string): boolean {
  if (name === WORKING_DIRECTORY) return false;
  const words = name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '' && !/^\d+$/.test(word));
  while (TRAILERS.includes(words.at(-1) ?? '')) words.pop();
  const [kind = '', last = ''] = [words.at(-2), words.at(-1)];
  if (['key', 'keys'].includes(last)) return KEY_KINDS.test(kind);
  return SECRET_WORDS.test(last) && kind !== 'existing';
}

const EMPTY = ['', '~', 'null', 'nil', 'none', 'true', 'false', 'disabled', 'enabled'];

// ${X}, ${env:X}, ${X:-}, $(X), $X, $__file{/x}, %(x)s, {{ .x }}, <secret>, ***, and a mapping or list that goes on.
const REFERENCE =
  /^(\$\{(env:|file:)?[^}:]*(:-?)?\}|\$\w+(\{[^}]*\}|$)|\$\(\w+\)|%\(\w+\)s|\{|\[|<[^>]*>$|\*+$)/;

/** Whether a value is the secret itself: not empty, and not a reference such as `${PASSWORD}` or `$__file{/x}`. */
export function isLiteral(value: string): boolean {
  const bare = value
    .trim()
    .replace(/^("""|"|')(.*)\1$/, '$2')
    .trim();
  return !EMPTY.includes(bare.toLowerCase()) && !REFERENCE.test(bare);
}
