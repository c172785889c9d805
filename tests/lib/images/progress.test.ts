import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createTicks, progressLine } from '../../../scripts/lib/images/progress.ts';

const seconds = (value: number) => new Promise((resolve) => setTimeout(resolve, value * 1000));

test('progressLine says what, how far and how long', () => {
  const progress = { reference: 'a/b:1', n: 2, of: 3, doing: 'pull', seconds: 4.6, all: 130.2 };
  expect(progressLine(progress)).toBe('image 2 of 3: a/b:1: pull, 5 s (all: 130 s)');
});

describe('createTicks', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  /** What is told, with the clock, of images whose work is a list of doings with their seconds. */
  async function told(...images: [string, number][][]): Promise<string[]> {
    const lines: string[] = [];
    const begin = Date.now();
    const ticks = createTicks((progress) =>
      lines.push(`${(Date.now() - begin) / 1000}: ${progressLine(progress)}`),
    );
    const work = async () => {
      for (const [index, doings] of images.entries())
        await ticks({ reference: `i:${index}`, n: index + 1, of: images.length }, async (doing) => {
          for (const [what, time] of doings) {
            doing(what);
            await seconds(time);
          }
        });
    };
    await Promise.all([work(), vi.advanceTimersByTimeAsync(1_000_000)]);
    return lines;
  }

  test('tells when something else is done, and every 30 s that it is still done', async () => {
    expect(
      await told([
        ['pull', 10],
        ['go build loki (1 of 1)', 65],
      ]),
    ).toEqual([
      '2: image 1 of 1: i:0: pull, 2 s (all: 2 s)',
      '12: image 1 of 1: i:0: go build loki (1 of 1), 12 s (all: 12 s)',
      '42: image 1 of 1: i:0: go build loki (1 of 1), 42 s (all: 42 s)',
      '72: image 1 of 1: i:0: go build loki (1 of 1), 72 s (all: 72 s)',
    ]);
  });

  test('tells nothing of what is present or done at once, and counts on', async () => {
    expect(
      await told(
        [],
        [
          ['pull', 1],
          ['docker build', 1],
        ],
        [['pull', 3]],
      ),
    ).toEqual(['4: image 3 of 3: i:2: pull, 2 s (all: 4 s)']);
  });

  test('tells no more often when it hears the same again', async () => {
    expect(
      await told([
        ['pull', 10],
        ['pull', 10],
        ['pull', 5],
      ]),
    ).toHaveLength(1);
  });

  test('measures, hands back the result, and is silent after a failure', async () => {
    const lines: unknown[] = [];
    const ticks = createTicks((progress) => lines.push(progress));
    const start = { reference: 'i:0', n: 1, of: 1 };
    const good = ticks(start, () => seconds(7).then(() => 'done'));
    await vi.advanceTimersByTimeAsync(7000);
    expect(await good).toEqual({ result: 'done', seconds: 7 });
    const bad = ticks(start, async (doing) => {
      doing('pull');
      throw new Error('broken');
    });
    await expect(bad).rejects.toThrow('broken');
    await vi.advanceTimersByTimeAsync(100_000);
    expect(lines).toEqual([]);
  });
});
