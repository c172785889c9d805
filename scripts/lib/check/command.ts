// The five commands that are one pipeline: check, lint, render, validate, policy.
import { sharedOptions } from '../cli/command.ts';
import type { Command } from '../cli/types.ts';
import { reportText } from '../findings/print.ts';
import { toolkitRoot } from '../repository/root.ts';
import { check } from './check.ts';
import type { Report, Stage } from './types.ts';

/** A command that runs some stages and prints the report. `after` may do more with it, and add lines. */
export function stageCommand(
  description: Pick<Command, 'name' | 'description' | 'examples'>,
  stages: Stage[],
  after: (report: Report) => string = () => '',
): Command {
  return {
    ...description,
    options: sharedOptions,
    async run({ values }) {
      const environments = (values.environment ?? []) as string[];
      const components = (values.component ?? []) as string[];
      const report = await check(toolkitRoot, { stages, environments, components });
      const more = after(report);
      process.stdout.write(values.json ? `${JSON.stringify(report, null, 2)}\n` : reportText(report) + more);
      return report.findings.length > 0 ? 1 : 0;
    },
  };
}
