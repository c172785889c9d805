// The baseline: the shell script that a team writes in an afternoon.

/** One call of the pipeline. */
export type LoopStep = {
  version: string;
  environment: string;
  component: string;
  /** Folder of its chart. */
  chart: string;
  namespace: string;
  /** `global` of the environment, as JSON. */
  global: string;
};

/** What all calls share. */
export type LoopTools = {
  helm: string;
  kubeconform: string;
  schemaLocations: (version: string) => string[];
};

/** A bash script that runs the pipeline for each step, one after the other, and stops at the first error. */
export function loopScript(steps: LoopStep[], tools: LoopTools): string {
  return ['#!/usr/bin/env bash', 'set -euo pipefail', ...steps.map((step) => pipeline(step, tools)), ''].join(
    '\n',
  );
}

/** Every combination, in the order of the script. */
export function loopSteps(
  versions: readonly string[],
  applications: Omit<LoopStep, 'version'>[],
): LoopStep[] {
  return versions.flatMap((version) => applications.map((application) => ({ version, ...application })));
}

/** The pipeline of one step, with paths relative to the checkout. */
export function pipeline(step: LoopStep, tools: LoopTools): string {
  const { version, environment, component, chart, namespace, global } = step;
  const helm = [
    ...[tools.helm, 'template', component, chart, '--namespace', namespace],
    ...['--kube-version', version, '--values', `environments/${environment}/${component}.yaml`],
    ...['--set-json', `global=${global}`],
  ];
  const kubeconform = [
    ...[tools.kubeconform, '-strict', '-summary', '-kubernetes-version', version],
    ...tools.schemaLocations(version).flatMap((location) => ['-schema-location', location]),
  ];
  return `${words(helm)} | ${words(kubeconform)}`;
}

function words(parts: string[]): string {
  return parts.map(quote).join(' ');
}

function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
