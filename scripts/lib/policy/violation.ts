// From what is wrong in a rendered object to the finding that a person reads.
import { stringify } from 'yaml';
import type { Finding } from '../findings/finding.ts';
import { type Fields, text } from '../kubernetes/guards.ts';
import type { Container } from '../kubernetes/podspec.ts';
import { describe, type Resource } from '../kubernetes/resource.ts';
import type { PolicyInput, RenderedApplication } from './types.ts';

/** Something wrong in a rendered object. */
export type Violation = {
  /** YAML path in the object. */
  path: string;
  reason: string;
  /** What to write, as data. */
  fix: Fields;
  /** The fix belongs into the chart's list of workloads, because no value sets this field. */
  inChart?: boolean;
};

/** Where a violation was seen. */
export type Place = { input: PolicyInput; application: RenderedApplication; resource: Resource };

/** The finding for a violation: the fix goes into the values file, or into the chart where no value exists. */
export function violationFinding(code: string, place: Place, violation: Violation): Finding {
  const { input, application, resource } = place;
  const { path, reason, fix, inChart } = violation;
  return {
    code,
    file: inChart ? `${application.chart}/templates/_chart.tpl` : application.valuesFile,
    path,
    object: describe(resource),
    reason,
    fix: stringify(fix, { lineWidth: 0 }).trimEnd(),
    environment: input.environment,
    application: application.name,
  };
}

/** Values that set fields of a container: top-level keys for the main one, an entry of `initContainers` else. */
export function containerValues({ container, init }: Container, values: Fields): Fields {
  return init ? { initContainers: [{ name: container.name, ...values }] } : values;
}

/** `Container loki`, `Init container wait`. */
export function containerTitle({ container, init }: Container): string {
  return `${init ? 'Init container' : 'Container'} ${text(container.name)}`;
}
