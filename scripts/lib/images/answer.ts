// What a failed `docker pull` means. Docker has no code for it, only words, which differ by version and image store.

export type Answer = {
  /** `absent`: the registry says that there is no such image. `unreachable`: no one answered. `refused`: anything else. */
  kind: 'absent' | 'refused' | 'unreachable';
  /** In Docker's words. */
  reason: string;
};

/** A limit of the registry can name an image that exists. */
const limited = /toomanyrequests|too many requests|rate limit/i;

const absent = [
  // Docker's own image store. Before version 18 the last part was `does not exist or no pull access`.
  /manifest for \S+ not found/,
  /repository \S+ not found/,
  /pull access denied.*repository does not exist/,
  // The registry's own words, as some versions hand them on.
  /manifest unknown/i,
  /name unknown/i,
  // containerd's image store, the default since Docker 29. Not `no match for platform in manifest: not found`.
  /failed to resolve reference "[^"]+": \S+: not found/,
];

// Names of images have no spaces and no capitals, so none of these can come from one. `504 Gateway Timeout` is an answer.
const unreachable =
  /dial tcp|no such host|i\/o timeout|TLS handshake timeout|Client\.Timeout|deadline exceeded|connection refused|connection reset|network is unreachable/;

/** Reads what `docker pull` wrote to stderr. */
export function answerOf(stderr: string): Answer {
  const reason = message(stderr);
  if (limited.test(reason)) return { kind: 'refused', reason };
  if (absent.some((words) => words.test(reason))) return { kind: 'absent', reason };
  return { kind: unreachable.test(reason) ? 'unreachable' : 'refused', reason };
}

// The error is the last thing that Docker says; that of containerd's image store can have several lines.
function message(stderr: string): string {
  const lines = stderr.trim().split('\n');
  const prefix = 'Error response from daemon: ';
  const start = lines.findLastIndex((line) => line.startsWith(prefix));
  const error = start < 0 ? lines.slice(-1) : lines.slice(start);
  return error.join(' ').replace(prefix, '').trim() || 'docker pull failed';
}
