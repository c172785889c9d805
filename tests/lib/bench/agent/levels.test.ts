import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { levelChange, levels, orderOf } from '../../../../scripts/lib/bench/agent/levels.ts';

test('each round has every level once, and each begins with another one', () => {
  const rounds = [0, 1, 2, 3].map(orderOf);
  for (const round of rounds) expect([...round].sort()).toEqual([...levels].sort());
  expect(new Set(rounds.map(([first]) => first)).size).toBe(levels.length);
  expect(orderOf(4)).toEqual(orderOf(0));
});

test('a level is one commit: tier, where the agent runs, and a new pod', () => {
  const values = (text: string, ...args: Parameters<typeof levelChange>) =>
    parse(levelChange(...args).edit(text) ?? '');
  const before = '# Kept.\nsafetyTier: 3\nresources: {}\n';
  expect(values(before, 'tier 2', '1-b')).toEqual({
    safetyTier: 2,
    resources: {},
    podAnnotations: { 'bench/run': '1-b' },
    nodeSelector: {},
  });
  const none = levelChange('none', '1-a').edit(before) ?? '';
  expect(none).toContain('# Kept.');
  expect(parse(none).nodeSelector).toEqual({ 'bench/agent': 'nowhere' });
  expect(values(none, 'tier 3', '1-c')).toMatchObject({ safetyTier: 3, nodeSelector: {} });
});
