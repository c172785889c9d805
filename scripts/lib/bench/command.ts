// `npm run bench`: is the check as fast and as small as it says? With --agent: what does the agent cost a node?
import { sharedOptions } from '../cli/command.ts';
import { CommandError } from '../cli/errors.ts';
import type { Command } from '../cli/types.ts';
import { benchAgent } from './agent/bench.ts';
import { agentText } from './agent/print.ts';
import { bench } from './bench.ts';
import { resultText } from './print.ts';
import { isMissed } from './targets.ts';

const defaultRuns = 3;
const defaultEnvironments = 250;
// A line through fewer than five points says nothing about linearity.
const fewestEnvironments = 5;

export const benchCommand: Command = {
  name: 'bench',
  description:
    'Compares the check with a shell loop over helm template and kubeconform, and measures how it grows with the environments. Works in a copy in the temporary folder. Exit code 1: a target is missed. With --agent: measures what the agent costs a node at each tier, on a kind cluster of its own; there are no targets.',
  options: {
    json: sharedOptions.json,
    agent: { description: "measure the agent's cost instead, on a kind cluster that is removed at the end" },
    runs: { description: `how often each is measured, ${defaultRuns} when absent`, value: 'n' },
    environments: {
      description: `the most environments that are generated, ${defaultEnvironments} when absent`,
      value: 'n',
    },
  },
  examples: [
    ['npm run bench', 'everything, for about eight minutes'],
    ['npm run bench -- --runs 1 --environments 25', 'a first impression'],
    ['npm run bench -- --agent', "the agent's cost at each tier, for about 50 minutes"],
    ['npm run --silent bench -- --json', 'the result for another program'],
  ],
  async run({ values }) {
    const runs = count('runs', values.runs, defaultRuns, 1);
    const progress = (line: string) => process.stderr.write(`${line}\n`);
    const print = <T>(result: T, text: (result: T) => string) =>
      process.stdout.write(values.json ? `${JSON.stringify(result, null, 2)}\n` : text(result));
    if (values.agent) {
      if (values.environments !== undefined)
        throw new CommandError(
          'E_USAGE bench: --agent generates no environments.\nPlease omit: --environments',
        );
      print(await benchAgent(runs, progress), agentText);
      return 0;
    }
    const environments = count('environments', values.environments, defaultEnvironments, fewestEnvironments);
    const result = await bench({ runs, environments, progress });
    print(result, resultText);
    return result.targets.some(isMissed) ? 1 : 0;
  },
};

function count(name: string, value: unknown, fallback: number, least: number): number {
  if (value === undefined) return fallback;
  const number = Number(value);
  if (Number.isInteger(number) && number >= least) return number;
  throw new CommandError(
    `E_USAGE bench: --${name} ${value} is not a whole number of at least ${least}.\nPlease see: npm run bench -- --help`,
  );
}
