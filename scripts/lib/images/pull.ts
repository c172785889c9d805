// Pulls images, and asks a registry that cannot be reached only once.
import { run } from '../process/run.ts';
import { type Answer, answerOf } from './answer.ts';
import { parseReference } from './reference.ts';

const limitSeconds = 900;

/** Pulls an image; what it returns is why it could not be had. */
export type Puller = (reference: string) => Promise<Answer | undefined>;

type Pull = (reference: string) => Promise<{ exitCode: number; stderr: string }>;

/** A puller that remembers which registries it could not reach. Docker itself asks: it knows its proxies and mirrors. */
export function createPuller(pull: Pull = dockerPull): Puller {
  const unreachable = new Map<string, Answer>();
  return async (reference) => {
    const { registry } = parseReference(reference);
    const known = unreachable.get(registry);
    if (known) return known;
    const { exitCode, stderr } = await pull(reference);
    if (exitCode === 0) return undefined;
    const answer = answerOf(stderr);
    if (answer.kind !== 'unreachable') return answer;
    const silence: Answer = { kind: 'unreachable', reason: `${registry} cannot be reached` };
    unreachable.set(registry, silence);
    return silence;
  };
}

function dockerPull(reference: string) {
  return run('docker', ['pull', '--quiet', reference], { timeoutSeconds: limitSeconds });
}
