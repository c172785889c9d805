import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generatedFiles, isStale, staleFindings } from './lib/charts/generated.ts';
import { runCommand } from './lib/cli/command.ts';
import { findingText } from './lib/findings/print.ts';
import { toolkitRoot } from './lib/repository/root.ts';

await runCommand({
  name: 'docs',
  description: 'Generates the README and the shared part of the values schema of every chart.',
  options: {
    verify: { description: 'change nothing; fail when a generated file is stale' },
    json: { description: 'print the findings as JSON' },
  },
  examples: [
    ['npm run docs', 'write what is stale'],
    ['npm run docs -- --verify', 'in CI: is everything up to date?'],
  ],
  async run({ values }) {
    const files = await generatedFiles(toolkitRoot);
    const stale = files.filter(isStale);
    const findings = values.verify ? staleFindings(files) : [];
    if (!values.verify)
      for (const { path, content } of stale) writeFileSync(join(toolkitRoot, path), content);
    const lines = values.verify ? findings.map(findingText) : stale.map(({ path }) => `wrote ${path}`);
    const tally = `${files.length} generated files, ${stale.length} ${values.verify ? 'stale' : 'written'}`;
    process.stdout.write(
      values.json ? `${JSON.stringify({ findings }, null, 2)}\n` : `${[...lines, tally].join('\n')}\n`,
    );
    return findings.length > 0 ? 1 : 0;
  },
});
