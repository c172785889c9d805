// What is compared: the agent's tiers, and none.
import { type Change, set } from '../../cluster/commit/checkout.ts';

export const levels = ['none', 'tier 1', 'tier 2', 'tier 3'] as const;
export type Level = (typeof levels)[number];

/** The levels of a round, counted from 0. Each round begins with another one, so that no level is always the first. */
export function orderOf(round: number): Level[] {
  const start = round % levels.length;
  return [...levels.slice(start), ...levels.slice(0, start)];
}

/**
 * The commit that makes the agent run at a level.
 *
 * Without agent, its DaemonSet stays and is scheduled nowhere: were its file removed, Argo CD would have fewer objects to
 * watch and a wave less, which would count as the agent's cost. The annotation replaces the pod each time, so that every
 * run begins with a daemon that has just loaded its programs.
 */
export function levelChange(level: Level, run: string): Change {
  const edits = [
    set(['podAnnotations', 'bench/run'], run),
    set(['safetyTier'], tierOf(level)),
    set(['nodeSelector'], level === 'none' ? { 'bench/agent': 'nowhere' } : {}),
  ];
  return { component: 'agent', edit: (text) => edits.reduce((changed, edit) => edit(changed), text) };
}

const tierOf = (level: Level) => (level === 'none' ? 1 : levels.indexOf(level));
