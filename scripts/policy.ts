import { stageCommand } from './lib/check/command.ts';
import { runCommand } from './lib/cli/command.ts';

await runCommand(
  stageCommand(
    {
      name: 'policy',
      description: 'Renders every application and checks the policies over the rendered manifests.',
      examples: [
        ['npm run policy', 'everything'],
        ['npm run policy -- --environment production-us', 'one environment'],
      ],
    },
    ['render', 'policy'],
  ),
);
