import { stageCommand } from './lib/check/command.ts';
import { allStages } from './lib/check/types.ts';
import { runCommand } from './lib/cli/command.ts';

await runCommand(
  stageCommand(
    {
      name: 'check',
      description: 'Lints, renders, validates and policy-checks every application of every environment.',
      examples: [
        ['npm run check', 'everything'],
        ['npm run check -- --environment staging', 'one environment'],
        ['npm run --silent check -- --json', 'the report for another program'],
      ],
    },
    allStages,
  ),
);
