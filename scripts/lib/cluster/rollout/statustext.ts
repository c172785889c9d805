// What `status` prints.

import { table } from '../../cli/table.ts';
import { leftOutLines } from '../commit/leaveout.ts';
import type { Deployment } from '../commit/omitted.ts';
import { degradedLines, type MissingGadget } from './degraded.ts';
import type { ApplicationState, State } from './state.ts';

/** A table of the Applications in the order of the waves, what was left out, and what is wrong, with the `pods` of each namespace and the `gadgets` that are. */
export function statusText(
  state: State,
  waves: string[],
  images: Map<string, string[]>,
  deployment: Deployment | undefined,
  pods: Map<string, string[]>,
  gadgets: MissingGadget[],
): string {
  const order = (wave: string) => (waves.indexOf(wave) + 1 || waves.length + 1) - 1;
  const applications = [...state.applications].sort(
    (a, b) => order(a.wave) - order(b.wave) || a.component.localeCompare(b.component),
  );
  const rows = [
    ['WAVE', 'COMPONENT', 'SYNC', 'HEALTH', 'ROLLOUT', 'COMMIT', 'VERSION'],
    ...applications.map((application) => [
      application.wave,
      application.component,
      application.sync || '-',
      application.health || '-',
      application.rollout || '-',
      application.revision.slice(0, 8) || '-',
      versions(images.get(application.component) ?? []),
    ]),
  ];
  const omitted = deployment ? leftOutLines(deployment.omitted, deployment.edits) : [];
  const wrong = applications
    .filter(isWrong)
    .flatMap(({ name, namespace, unhealthy, conditions, operation, message }) => [
      `${name}:`,
      ...[...(/^(Failed|Error)$/.test(operation) ? [message] : []), ...conditions, ...unhealthy].map(
        (line) => `  ${line}`,
      ),
      ...(pods.get(namespace) ?? []),
    ]);
  const notes = [omitted, degradedLines(gadgets), state.errors, wrong].flatMap(section);
  return [...table(rows), ...notes, ''].join('\n');
}

/** Not as it should be, and not only waiting for its wave. */
export function isWrong({ sync, health }: ApplicationState): boolean {
  return sync !== 'Synced' || health !== 'Healthy';
}

const section = (lines: string[]) => (lines.length > 0 ? ['', ...lines] : []);

// The tag says it all: names of images are long.
function versions(images: string[]): string {
  const tags = images.map((image) => image.replace(/@.*/, '').split(':').at(-1) ?? image);
  return [...new Set(tags)].join(' ') || '-';
}
