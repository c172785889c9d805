// `npm run bench`: is the check as fast and as small as it says?
import { sharedOptions } from '../cli/command.ts';
import { CommandError } from '../cli/errors.ts';
import type { Command } from '../cli/types.ts';
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
    'Compares the check with a shell loop over helm template and kubeconform, and measures how it grows with the environments. Works in a copy in the temporary folder. Exit code 1: a target is missed.',
  options: {
    json: sharedOptions.json,
    runs: { description: `how often each is measured, ${defaultRuns} when absent`, value: 'n' },
    environments: {
      description: `the most environments that are generated, ${defaultEnvironments} when absent`,
      value: 'n',
    },
  },
  examples: [
    ['npm run bench', 'everything, for about eight minutes'],
    ['npm run bench -- --runs 1 --environments 25', 'a first impression'],
    ['npm run --silent bench -- --json', 'the result for another program'],
  ],
  async run({ values }) {
    const result = await bench({
      runs: count('runs', values.runs, defaultRuns, 1),
      environments: count('environments', values.environments, defaultEnvironments, fewestEnvironments),
      progress: (line) => process.stderr.write(`${line}\n`),
    });
    process.stdout.write(values.json ? `${JSON.stringify(result, null, 2)}\n` : resultText(result));
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
