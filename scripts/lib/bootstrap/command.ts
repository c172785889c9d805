// `npm run bootstrap`.
import { createInterface } from 'node:readline/promises';
import { CommandError } from '../cli/errors.ts';
import type { Command } from '../cli/types.ts';
import { observe } from './machine.ts';
import { perform } from './perform.ts';
import { plan } from './plan.ts';

export const bootstrapCommand: Command = {
  name: 'bootstrap',
  description:
    'Installs what this machine lacks for a kind cluster and for the tests, and starts Docker. Asks first.',
  options: { yes: { description: 'do not ask' } },
  examples: [
    ['npm run bootstrap', 'show the steps and ask'],
    ['npm run bootstrap -- --yes', 'for CI'],
  ],
  async run({ values }) {
    const machine = await observe();
    const { steps, problems } = plan(machine, { tests: true });
    if (problems.length > 0) {
      process.stderr.write(problems.map((problem) => `E_MACHINE ${problem}.\n`).join(''));
      return 1;
    }
    if (steps.length === 0) {
      process.stdout.write('This machine has everything.\n');
      return 0;
    }
    process.stdout.write(`${steps.length} steps:\n`);
    for (const { title, why } of steps) process.stdout.write(`  - ${title}\n    because ${why}\n`);
    if (!values.yes && !(await agreed())) return 1;

    let failed = 0;
    for (const step of steps) {
      const start = Date.now();
      const seconds = () => `${((Date.now() - start) / 1000).toFixed(1)} s`;
      try {
        const did = await perform(step, machine);
        process.stdout.write(`done in ${seconds()}: ${step.title} (${did})\n`);
      } catch (error) {
        failed += 1;
        process.stdout.write(
          `FAILED after ${seconds()}: ${step.title}\n${indent((error as Error).message)}\n`,
        );
      }
    }
    process.stdout.write(
      failed > 0 ? `${failed} of ${steps.length} steps failed.\n` : 'This machine has everything now.\n',
    );
    return failed > 0 ? 1 : 0;
  },
};

async function agreed(): Promise<boolean> {
  if (!process.stdin.isTTY)
    throw new CommandError(
      'E_USAGE bootstrap: nobody can be asked here.\nPlease run: npm run bootstrap -- --yes',
    );
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return /^y(es)?$/i.test((await terminal.question('Do these? [y/N] ')).trim());
  } finally {
    terminal.close();
  }
}

const indent = (text: string) => text.replaceAll(/^/gm, '  ');
