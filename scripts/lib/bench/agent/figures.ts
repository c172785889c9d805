// What is read off a run, one number for each figure.
import { counters, counts, type Phase, phases, titleOf } from './load.ts';
import type { ContainerCost, Sample } from './measure.ts';

export type Figure = {
  name: string;
  unit: 's' | 'CPU s' | '% of a core' | 'MB' | 'events' | 'events/s' | 'CPU µs' | 'log records';
  /** Nothing where the run has no such figure. */
  of: (sample: Sample) => number | undefined;
  /** The difference to a run without agent is the agent's cost. */
  isCost?: true;
};

/** All figures that the samples have. */
export function figuresOf(samples: Sample[]): Figure[] {
  const containers = [...new Set(samples.flatMap(({ agent }) => Object.keys(agent)))].sort();
  return [
    ...phases.flatMap((phase): Figure[] => [
      { name: titleOf(phase), unit: 's', of: ({ load }) => load[phase].seconds, isCost: true },
      { name: titleOf(phase), unit: 'CPU s', of: ({ load }) => load[phase].cpu, isCost: true },
    ]),
    { name: 'node, all containers', unit: 'CPU s', of: ({ node }) => node, isCost: true },
    ...containers.flatMap(containerFigures),
    { name: 'counted of the load', unit: 'events', of: ({ counted }) => counted?.events },
    { name: 'counted of the load', unit: 'events/s', of: eventsPerSecond },
    { name: 'agent for each event', unit: 'CPU µs', of: perEvent },
    ...phases.map((phase): Figure => ({ name: `${titleOf(phase)}: lost`, unit: 'events', of: lost(phase) })),
    { name: 'in Loki of the load', unit: 'log records', of: ({ counted }) => counted?.records },
    { name: 'others on the machine', unit: 'CPU s', of: ({ others }) => others },
  ];
}

function containerFigures(name: string): Figure[] {
  const of =
    (figure: (cost: ContainerCost, sample: Sample) => number | undefined): Figure['of'] =>
    (sample) => {
      const cost = sample.agent[name];
      return cost && figure(cost, sample);
    };
  return [
    { name, unit: 'CPU s', of: of(({ cpu }) => cpu) },
    {
      name: `${name}, no load`,
      unit: '% of a core',
      of: of(({ quietCpu }, { quiet }) => (100 * quietCpu) / quiet),
    },
    { name: `${name}, at the end`, unit: 'MB', of: of(({ workingSet }) => workingSet) },
    { name: `${name}, peak`, unit: 'MB', of: of(({ peak }) => peak) },
  ];
}

function eventsPerSecond({ counted, load }: Sample): number | undefined {
  if (!counted) return undefined;
  return counted.events / phases.reduce((total, phase) => total + load[phase].seconds, 0);
}

function perEvent({ counted, agent }: Sample): number | undefined {
  if (!counted?.events) return undefined;
  const cpu = Object.values(agent).reduce((total, cost) => total + cost.cpu, 0);
  return (cpu * 1e6) / counted.events;
}

/** Done, less counted: below 0 when too much was counted. Nothing where no gadget counts it. */
export const lost =
  (phase: Phase): Figure['of'] =>
  ({ counted, gadgets }) =>
    counted && gadgets.running.includes(counters[phase].gadget) ? counts[phase] - counted[phase] : undefined;
