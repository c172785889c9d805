// One cell of the table: what came of one gadget in one kernel.
import { countEvents, nearest } from './events.ts';
import type { Gadget, ProbeFacts } from './gadgets.ts';
import { hasPacketSocket, perfEvents, programStates, type Traces } from './programs.ts';

export type Cell = {
  gadget: string;
  /** `3 of 3`: programs in the kernel. */
  loaded: Part;
  /** Programs at their hooks; of those that read packets or take samples, whether the one hook is there. */
  attached: Part;
  /** Events that were read back with the exact fields, of those that the probe caused. */
  seen: Part;
  /** Of the caused events those that were not seen, and those that `ig` counted as lost. Nothing where neither is known. */
  lost?: number;
  /** Why something is missing, in the words of the kernel or of `ig`. */
  reason?: string;
};

export type Part = { is: number; of: number };

/** What the guest left of one gadget. */
export type Left = Traces & {
  /** JSON lines. */
  events: string;
  /** `key=value` lines of the probe. */
  facts: string;
};

/** Judges what the guest left. */
export function cellOf(gadget: Gadget, left: Left): Cell {
  const programs = programStates(left);
  const loaded = { is: programs.filter((program) => program.loaded).length, of: programs.length };
  const attached = {
    link: { is: programs.filter((program) => program.attached).length, of: programs.length },
    'packet socket': { is: Number(hasPacketSocket(left)), of: 1 },
    'perf event': { is: Math.min(perfEvents(left), 1), of: 1 },
  }[gadget.hook];
  const counts = countEvents(left.events, gadget.expected(parseFacts(left.facts)));
  const seen = {
    is: sum(counts.map(({ seen, expected }) => (expected.atLeast ? Math.min(seen, expected.count) : seen))),
    of: sum(counts.map(({ expected }) => expected.count)),
  };
  const counted = sum([...left.log.matchAll(/lost (\d+) samples/g)].map(([, count]) => Number(count)));
  const known = counts.every(({ expected }) => !expected.atLeast);
  const short = counts.find(({ expected, seen }) => seen < expected.count);
  const reason =
    errorOf(left.log) ??
    (loaded.is < loaded.of ? `not loaded: ${names(programs, 'loaded')}` : undefined) ??
    (attached.is < attached.of
      ? `not attached: ${gadget.hook === 'link' ? names(programs, 'attached') : `no ${gadget.hook}`}`
      : undefined) ??
    (short && `${short.seen} of ${short.expected.count} seen: ${nearest(left.events, short.expected)}`);
  return {
    gadget: gadget.name,
    loaded,
    attached,
    seen,
    ...(known ? { lost: Math.max(seen.of - seen.is, 0) + counted } : {}),
    ...(reason ? { reason } : {}),
  };
}

/** Whether everything is there, exactly as often as it was caused, and nothing lost. */
export function isGood({ loaded, attached, seen, lost = 0 }: Cell): boolean {
  const whole = ({ is, of }: Part) => of > 0 && is === of;
  return whole(loaded) && whole(attached) && whole(seen) && lost === 0;
}

/** What `ig` stopped with. Where a program was refused, it ends with the last line of the verifier. */
export function errorOf(log: string): string | undefined {
  return /^Error: (.*)/m.exec(log)?.[1]?.trim();
}

function names(
  programs: { name: string; loaded: boolean; attached: boolean }[],
  what: 'loaded' | 'attached',
) {
  return programs
    .filter((program) => !program[what])
    .map(({ name }) => name)
    .join(', ');
}

export function parseFacts(text: string): ProbeFacts {
  return Object.fromEntries(
    text.split('\n').flatMap((line) => {
      const [key = '', value] = line.split('=');
      return value === undefined ? [] : [[key, value.trim()]];
    }),
  );
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
