// Pulls images, and asks a registry that cannot be reached only once.
import { run } from '../process/run.ts';
import { parseReference } from './reference.ts';

const limitSeconds = 900;

/** Pulls an image; what it returns is why it could not be had. */
export type Puller = (reference: string) => Promise<string | undefined>;

type Pull = (reference: string) => Promise<{ exitCode: number; stderr: string }>;

/** A puller that remembers which registries it could not reach. Docker itself asks: it knows its proxies and mirrors. */
export function createPuller(pull: Pull = dockerPull): Puller {
  const unreachable = new Map<string, string>();
  return async (reference) => {
    const { registry } = parseReference(reference);
    const known = unreachable.get(registry);
    if (known) return known;
    const { exitCode, stderr } = await pull(reference);
    if (exitCode === 0) return undefined;
    const reason = stderr.trim().split('\n').at(-1) || 'docker pull failed';
    if (!isUnreachable(reason)) return reason;
    unreachable.set(registry, `${registry} cannot be reached`);
    return unreachable.get(registry);
  };
}

/** Whether Docker says that no one answered, as against an answer that there is no such image. */
export function isUnreachable(message: string): boolean {
  return /dial tcp|no such host|timeout|Timeout|connection refused|network is unreachable/.test(message);
}

function dockerPull(reference: string) {
  return run('docker', ['pull', '--quiet', reference], { timeoutSeconds: limitSeconds });
}
