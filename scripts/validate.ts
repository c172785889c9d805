import { stageCommand } from './lib/check/command.ts';
import { runCommand } from './lib/cli/command.ts';

await runCommand(
  stageCommand(
    {
      name: 'validate',
      description:
        'Renders every application and validates the manifests against the schemas of each supported Kubernetes minor.',
      examples: [
        ['npm run validate', 'everything'],
        ['npm run validate -- --component loki', 'one component'],
      ],
    },
    ['render', 'validate'],
  ),
);
