// Before the tests: every gadget in every kernel. After them: the table.
import type { TestProject } from 'vitest/node';
import { kernels } from '../../scripts/lib/kernels/kernels.ts';
import { type KernelResult, kernelTable, writeKernelReport } from '../../scripts/lib/kernels/report.ts';
import { tryKernels } from '../../scripts/lib/kernels/try.ts';
import { toolkitRoot } from '../../scripts/lib/repository/root.ts';

declare module 'vitest' {
  interface ProvidedContext {
    kernels: KernelResult[];
  }
}

let end = () => {};

export async function setup(project: TestProject): Promise<void> {
  const write = (line: string) => process.stdout.write(`${line}\n`);
  const results = await tryKernels(write);
  const path = writeKernelReport(toolkitRoot, results);
  project.provide('kernels', results);
  end = () => {
    const pinned = new Map(kernels.map(({ series, version }) => [series, version]));
    write(`\n${kernelTable(results, pinned)}${path}`);
  };
}

export function teardown(): void {
  end();
}
