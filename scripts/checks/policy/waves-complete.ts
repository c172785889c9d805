// The waves of an environment really are waves.
import { stringify } from 'yaml';
import type { Finding } from '../../lib/findings/finding.ts';
import { fields, list } from '../../lib/kubernetes/guards.ts';
import { componentTable } from '../../lib/kubernetes/objects.ts';
import { describe, type Resource } from '../../lib/kubernetes/resource.ts';
import { isPassing, placeOf, readStep, type Step } from '../../lib/kubernetes/rollingsync.ts';
import type { PolicyCheck, PolicyInput, RenderedApplication } from '../../lib/policy/types.ts';

type Problem = { code: string; path: string; reason: string; operations: Operation[]; application?: string };

type Operation = { op: 'add' | 'replace' | 'remove'; path: string; value?: unknown };

const STEPS = '/spec/strategy/rollingSync/steps';

/**
 * The ApplicationSet rolls out in steps: the type is spelled RollingSync, every step has valid operators and a
 * maxUpdate that lets it pass, selects at least one Application, and each Application is in exactly one step. The CRD
 * admits all of these mistakes, and Argo CD then syncs everything at once, or an Application never.
 */
export const wavesComplete: PolicyCheck = (input) => {
  const set = input.argocd.find(({ kind }) => kind === 'ApplicationSet');
  if (!set) return [noApplicationSet(input)];
  const strategy = fields(fields(set.spec).strategy);
  const steps = list(fields(strategy.rollingSync).steps).map(readStep);
  return [
    ...strategyProblems(strategy.type),
    ...steps.flatMap(stepProblems),
    // From the last step to the first, so that the patches can be written one after the other.
    ...steps
      .filter(({ matches }) => !input.applications.some(matches))
      .reverse()
      .map(emptyStep),
    ...input.applications.flatMap((application) => applicationProblems(application, steps, input)),
  ].map((problem) => finding(problem, set, input));
};

function noApplicationSet({ environment }: PolicyInput): Finding {
  return {
    code: 'E_ROLLINGSYNC',
    file: `argocd/overlays/${environment}/kustomization.yaml`,
    path: 'resources',
    reason: 'The overlay builds no ApplicationSet, so nothing is deployed.',
    fix: 'resources:\n  - ../../base',
    environment,
  };
}

function strategyProblems(type: unknown): Problem[] {
  if (type === 'RollingSync') return [];
  return [
    {
      code: 'E_ROLLINGSYNC',
      path: 'spec.strategy.type',
      reason: `The strategy is ${JSON.stringify(type) ?? 'not set'} and not "RollingSync", so all Applications sync at once.`,
      operations: [{ op: 'add', path: '/spec/strategy/type', value: 'RollingSync' }],
    },
  ];
}

function stepProblems({ step, at }: Step): Problem[] {
  const { maxUpdate, matchExpressions } = fields(step);
  const operators = list(matchExpressions).flatMap((expression, index): Problem[] => {
    const { operator } = fields(expression);
    if (operator === 'In' || operator === 'NotIn') return [];
    return [
      {
        code: 'E_ROLLINGSYNC',
        path: `spec.strategy.rollingSync.steps[${at}].matchExpressions[${index}].operator`,
        reason: `The operator ${JSON.stringify(operator) ?? '(none)'} is neither In nor NotIn, so the step selects no Application that has the label.`,
        operations: [{ op: 'add', path: `${STEPS}/${at}/matchExpressions/${index}/operator`, value: 'In' }],
      },
    ];
  });
  if (maxUpdate === undefined || isPassing(maxUpdate)) return operators;
  return [
    ...operators,
    {
      code: 'E_ROLLINGSYNC',
      path: `spec.strategy.rollingSync.steps[${at}].maxUpdate`,
      reason: `maxUpdate ${JSON.stringify(maxUpdate)} is neither a number from 1 nor a percentage from 1%, so the step and those behind it never sync.`,
      operations: [{ op: 'remove', path: `${STEPS}/${at}/maxUpdate` }],
    },
  ];
}

function emptyStep({ at }: Step): Problem {
  return {
    code: 'E_WAVE_EMPTY',
    path: `spec.strategy.rollingSync.steps[${at}]`,
    reason: `Step ${at + 1} selects no Application of this environment, which Argo CD reports as an invalid rollout.`,
    operations: [{ op: 'remove', path: `${STEPS}/${at}` }],
  };
}

function applicationProblems(application: RenderedApplication, steps: Step[], input: PolicyInput): Problem[] {
  const own = steps.filter(({ matches }) => matches(application));
  if (own.length === 1) return [];
  const { name, component } = application;
  const common = { code: 'E_APPLICATION_STEP', path: 'spec.strategy.rollingSync.steps', application: name };
  if (own.length === 0) {
    return [
      {
        ...common,
        reason: `No step selects Application ${name}, so it never syncs.`,
        operations: [newStep(application, steps, input)],
      },
    ];
  }
  return [
    {
      ...common,
      reason: `Steps ${own.map(({ at }) => at + 1).join(' and ')} select Application ${name}; only the first counts.`,
      operations: own.slice(1).map(({ at }) => ({
        op: 'add',
        path: `${STEPS}/${at}/matchExpressions/-`,
        value: { key: 'component', operator: 'NotIn', values: [component] },
      })),
    },
  ];
}

function newStep(
  { manifest, component }: RenderedApplication,
  steps: Step[],
  { argocd }: PolicyInput,
): Operation {
  const wave = manifest.metadata.labels?.wave;
  const waves = [...new Set(componentTable(argocd).map((each) => each.wave))];
  const [key, value, at] = wave ? ['wave', wave, placeOf(wave, waves, steps)] : ['component', component, '-'];
  return {
    op: 'add',
    path: `${STEPS}/${at}`,
    value: { matchExpressions: [{ key, operator: 'In', values: [value] }] },
  };
}

function finding({ operations, ...problem }: Problem, set: Resource, { environment }: PolicyInput): Finding {
  const patch = { target: { kind: 'ApplicationSet' }, patch: stringify(operations) };
  return {
    ...problem,
    file: `argocd/overlays/${environment}/kustomization.yaml`,
    object: describe(set),
    fix: stringify({ patches: [patch] }).trimEnd(),
    environment,
  };
}
