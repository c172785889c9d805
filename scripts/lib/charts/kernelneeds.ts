// What features need of a kernel, found by taking one thing after another from a node that has all and asking the doctor.
import { evaluate } from '../doctor/evaluate.ts';
import type { KernelFacts, NodeFacts } from '../doctor/facts.ts';
import type { Engine } from '../doctor/features.ts';

/** Some of the doctor's features of an engine. */
export type KernelNeed = { engine: Engine; features: string[] };

/** Such as `5.10, BTF; better with uprobes`. Empty where the doctor asks for nothing. */
export function kernelNeeds({ engine, features }: KernelNeed): string {
  const worst = (node: NodeFacts) => {
    const own = evaluate(node).filter(
      (verdict) => verdict.engine === engine && features.includes(verdict.feature),
    );
    return (['impossible', 'degraded'] as const).find((wanted) =>
      own.some(({ verdict }) => verdict === wanted),
    );
  };
  const version = versions.find((release) => worst({ ...complete, release }) !== 'impossible');
  const lacking = (verdict: string) =>
    Object.entries(parts).flatMap(([name, kernel]) =>
      worst({ ...complete, kernel: { ...completeKernel, ...kernel } }) === verdict ? [name] : [],
    );
  const needs = [...(version && version !== versions[0] ? [version] : []), ...lacking('impossible')].join(
    ', ',
  );
  const better = lacking('degraded').join(', ');
  return [needs, better && `better with ${better}`].filter(Boolean).join('; ');
}

const versions = ['3.10', '4.18', '5.8', '5.10', '5.11'];

const parts: Record<string, Partial<KernelFacts>> = {
  BTF: { btf: false },
  kprobes: { kprobes: false },
  uprobes: { uprobes: false },
  tracepoints: { tracepoints: false },
  'cgroup v2': { cgroup: 'v1' },
};

const completeKernel: KernelFacts = {
  btf: true,
  kprobes: true,
  uprobes: true,
  tracepoints: true,
  perfEvents: true,
  tracefs: true,
  bpffs: true,
  lockdown: 'none',
  lsms: [],
  cgroup: 'v2',
  knobs: { unprivilegedBpfDisabled: '', perfEventParanoid: '', kptrRestrict: '' },
  missingCapabilities: [],
  registersKprobes: true,
  configFile: '',
  config: [],
};

const complete: NodeFacts = {
  node: 'complete',
  system: 'linux',
  release: versions.at(-1) ?? '',
  architecture: 'x86_64',
  os: '',
  runtime: '',
  kata: ['kata'],
  gpu: true,
  nested: false,
  kernel: completeKernel,
};
