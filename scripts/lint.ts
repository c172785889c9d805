import { stageCommand } from './lib/check/command.ts';
import { runCommand } from './lib/cli/command.ts';

await runCommand(
  stageCommand(
    {
      name: 'lint',
      description: 'Lints every YAML file, schema, chart and kustomization, and the types of the toolkit.',
      examples: [
        ['npm run lint', 'everything'],
        ['npm run lint -- --environment local', 'one environment'],
      ],
    },
    ['lint'],
  ),
);
