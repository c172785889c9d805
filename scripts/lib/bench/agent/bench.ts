// The agent's cost at each tier, measured in rounds.
import { mkdirSync, writeFileSync } from 'node:fs';
import { release } from 'node:os';
import { join } from 'node:path';
import { CommandError } from '../../cli/errors.ts';
import { StepError } from '../../process/run.ts';
import { toolkitRoot } from '../../repository/root.ts';
import { load, type Machine, machine } from '../machine.ts';
import { withCluster } from './cluster.ts';
import { type Level, orderOf } from './levels.ts';
import { counts, type Phase } from './load.ts';
import { measure, type Sample } from './measure.ts';
import { type Summary, summaryOf } from './summary.ts';

export type AgentBenchResult = {
  date: string;
  machine: Machine;
  kernel: string;
  /** Load averages of the last minute. */
  load: { start: number; end: number };
  counts: Record<Phase, number>;
  rounds: number;
  /** Values of the agent that are not what its tier says. */
  differs: string[];
  samples: Sample[];
  summary: Summary;
};

/**
 * Measures every level once in each round; takes about four minutes for each, and five for the cluster. Every run that is
 * done is kept in reports/agent-cost.json.
 *
 * @throws CommandError when the cluster or the agent does not work
 */
export async function benchAgent(
  rounds: number,
  progress: (line: string) => void,
): Promise<AgentBenchResult> {
  const start = load();
  const samples: Sample[] = [];
  let differs: string[] = [];
  try {
    await withCluster(progress, async ({ cluster, kubectl, node, differs: found, setLevel }) => {
      differs = found;
      for (let round = 0; round < rounds; round += 1)
        for (const level of orderOf(round)) {
          const run = `${round + 1}-${level.replace(' ', '-')}`;
          progress(`agent ${round + 1}/${rounds}: ${level} …`);
          await setLevel(level, run);
          const sample = await measure(cluster, kubectl, node, level, run);
          samples.push(sample);
          keep(samples);
          progress(progressLine(round + 1, rounds, level, sample));
        }
    });
  } catch (error) {
    if (!(error instanceof StepError)) throw error;
    throw new CommandError(`E_BENCH ${error.message}`);
  }
  return {
    date: new Date().toISOString(),
    machine: machine(),
    kernel: release(),
    load: { start, end: load() },
    counts,
    rounds,
    differs,
    samples,
    summary: summaryOf(samples),
  };
}

// Of an hour's work something is left when it is interrupted.
function keep(samples: Sample[]): void {
  const folder = join(toolkitRoot, 'reports');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'agent-cost.json'), `${JSON.stringify(samples, null, 2)}\n`);
}

function progressLine(round: number, rounds: number, level: Level, { load, agent, node }: Sample): string {
  const seconds = Object.values(load).reduce((total, phase) => total + phase.seconds, 0);
  const cpu = Object.values(agent).reduce((total, container) => total + container.cpu, 0);
  return `agent ${round}/${rounds}: ${level}, load ${seconds.toFixed(1)} s, agent ${cpu.toFixed(2)} CPU s, node ${node.toFixed(1)} CPU s`;
}
