import { stageCommand } from './lib/check/command.ts';
import { writeManifests } from './lib/check/output.ts';
import { runCommand } from './lib/cli/command.ts';

await runCommand(
  stageCommand(
    {
      name: 'render',
      description:
        'Writes the manifests of each application, exactly as Argo CD renders them, to rendered/<environment>/<component>.yaml.',
      examples: [
        ['npm run render', 'everything'],
        ['npm run render -- --environment staging --component loki', 'one application'],
      ],
    },
    ['render'],
    writeManifests,
  ),
);
