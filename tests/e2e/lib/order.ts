// Whether the waves held.
import type { Timeline } from './timeline.ts';

/** One line for each Application of a later wave that started before the last one of an earlier wave was healthy, or did not run at all. */
export function orderViolations(timeline: Timeline, waves: string[], commit: string): string[] {
  const moments = timeline.filter((moment) => moment.commit === commit);
  const at = (seconds: number) => new Date(seconds * 1000).toISOString().slice(11, 19);
  return moments.flatMap(({ application, wave, started, healthy }) => {
    if (started === undefined) return [`${application}: no operation at ${commit}`];
    if (healthy === undefined) return [`${application}: not healthy at ${commit}`];
    return moments
      .filter((earlier) => waves.indexOf(earlier.wave) < waves.indexOf(wave))
      .filter((earlier) => earlier.healthy === undefined || earlier.healthy > started)
      .map((earlier) => {
        const when = earlier.healthy === undefined ? 'never' : at(earlier.healthy);
        return `${application} (${wave}) started at ${at(started)}, ${earlier.application} (${earlier.wave}) healthy ${when}`;
      });
  });
}

/** The times of a commit, for a person. */
export function timelineText(timeline: Timeline, waves: string[], commit: string): string {
  const at = (seconds: number | undefined) =>
    seconds === undefined ? '--:--:--' : new Date(seconds * 1000).toISOString().slice(11, 19);
  return timeline
    .filter((moment) => moment.commit === commit)
    .sort((a, b) => waves.indexOf(a.wave) - waves.indexOf(b.wave) || (a.started ?? 0) - (b.started ?? 0))
    .map(
      ({ application, wave, started, healthy }) =>
        `${wave.padEnd(10)}  ${application.padEnd(24)}  started ${at(started)}  healthy ${at(healthy)}`,
    )
    .join('\n');
}
