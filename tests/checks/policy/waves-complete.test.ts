import { describe, expect, it } from 'vitest';
import { wavesComplete } from '../../../scripts/checks/policy/waves-complete.ts';
import type { Fields } from '../../../scripts/lib/kubernetes/guards.ts';
import { input, resource } from './input.ts';

const WAVES = { loki: 'storage', collector: 'pipeline', grafana: 'ui' };

const step = (wave: string, rest: Fields = {}) => ({
  matchExpressions: [{ key: 'wave', operator: 'In', values: [wave] }],
  ...rest,
});

type Options = { type?: unknown; steps?: unknown[]; components?: (keyof typeof WAVES)[] };

// Three waves with one component each.
function environment({
  type = 'RollingSync',
  steps,
  components = ['loki', 'collector', 'grafana'],
}: Options = {}) {
  const elements = Object.entries(WAVES).map(([name, wave]) => ({
    component: { name, namespace: name, wave },
  }));
  const set = resource(
    'argoproj.io/v1alpha1',
    'ApplicationSet',
    { name: 'production-us-observability', namespace: 'argocd' },
    {
      spec: {
        generators: [{ list: { elements } }],
        strategy: { type, rollingSync: { steps: steps ?? [step('storage'), step('pipeline'), step('ui')] } },
      },
    },
  );
  const applications = components.map((component) => {
    const labels = { component, wave: WAVES[component] };
    return {
      component,
      manifest: resource('argoproj.io/v1alpha1', 'Application', {
        name: `production-us-${component}`,
        namespace: 'argocd',
        labels,
      }),
    };
  });
  return input({ argocd: [set], applications });
}

const found = {
  file: 'argocd/overlays/production-us/kustomization.yaml',
  object: 'ApplicationSet argocd/production-us-observability',
  environment: 'production-us',
};

const patch = (...operations: string[]) =>
  [
    'patches:',
    '  - target:',
    '      kind: ApplicationSet',
    '    patch: |',
    ...operations.map((line) => `      ${line}`),
  ].join('\n');

describe('wavesComplete', () => {
  it('passes when each step has Applications and each Application has one step', () => {
    const steps = [
      step('storage', { maxUpdate: 1 }),
      step('pipeline', { maxUpdate: '50%' }),
      { matchExpressions: [{ key: 'wave', operator: 'NotIn', values: ['storage', 'pipeline'] }] },
    ];
    expect(wavesComplete(environment({ steps }))).toEqual([]);
  });

  it('reads expressions as all of them, and a missing label as not in', () => {
    const both = (operator: string) => ({
      matchExpressions: [
        { key: 'wave', operator: 'In', values: ['storage'] },
        { key: 'tier', operator, values: ['a'] },
      ],
    });
    const rest = [step('pipeline'), step('ui')];
    expect(wavesComplete(environment({ steps: [both('NotIn'), ...rest] }))).toEqual([]);
    expect(wavesComplete(environment({ steps: [both('In'), ...rest] })).map(({ code }) => code)).toEqual([
      'E_WAVE_EMPTY',
      'E_APPLICATION_STEP',
    ]);
  });

  it('reports an overlay without ApplicationSet', () => {
    expect(wavesComplete(input())).toEqual([
      {
        code: 'E_ROLLINGSYNC',
        file: 'argocd/overlays/production-us/kustomization.yaml',
        path: 'resources',
        reason: 'The overlay builds no ApplicationSet, so nothing is deployed.',
        fix: 'resources:\n  - ../../base',
        environment: 'production-us',
      },
    ]);
  });

  it.each([
    ['rollingsync', '"rollingsync"'],
    ['AllAtOnce', '"AllAtOnce"'],
    [null, 'null'],
  ])('reports type %s', (type, shown) => {
    expect(wavesComplete(environment({ type }))).toEqual([
      {
        ...found,
        code: 'E_ROLLINGSYNC',
        path: 'spec.strategy.type',
        reason: `The strategy is ${shown} and not "RollingSync", so all Applications sync at once.`,
        fix: patch('- op: add', '  path: /spec/strategy/type', '  value: RollingSync'),
      },
    ]);
  });

  it('reports empty steps from the last to the first, so that their patches can follow each other', () => {
    expect(wavesComplete(environment({ components: ['collector'] }))).toEqual([
      {
        ...found,
        code: 'E_WAVE_EMPTY',
        path: 'spec.strategy.rollingSync.steps[2]',
        reason:
          'Step 3 selects no Application of this environment, which Argo CD reports as an invalid rollout.',
        fix: patch('- op: remove', '  path: /spec/strategy/rollingSync/steps/2'),
      },
      {
        ...found,
        code: 'E_WAVE_EMPTY',
        path: 'spec.strategy.rollingSync.steps[0]',
        reason:
          'Step 1 selects no Application of this environment, which Argo CD reports as an invalid rollout.',
        fix: patch('- op: remove', '  path: /spec/strategy/rollingSync/steps/0'),
      },
    ]);
  });

  it.each([
    { steps: [step('pipeline'), step('ui')], component: 'loki', wave: 'storage', at: '0' },
    { steps: [step('storage'), step('ui')], component: 'collector', wave: 'pipeline', at: '1' },
    { steps: [step('storage'), step('pipeline')], component: 'grafana', wave: 'ui', at: '-' },
  ])('reports that no step selects $component, and puts one at $at', ({ steps, component, wave, at }) => {
    expect(wavesComplete(environment({ steps }))).toEqual([
      {
        ...found,
        code: 'E_APPLICATION_STEP',
        path: 'spec.strategy.rollingSync.steps',
        application: `production-us-${component}`,
        reason: `No step selects Application production-us-${component}, so it never syncs.`,
        fix: patch(
          '- op: add',
          `  path: /spec/strategy/rollingSync/steps/${at}`,
          '  value:',
          '    matchExpressions:',
          '      - key: wave',
          '        operator: In',
          '        values:',
          `          - ${wave}`,
        ),
      },
    ]);
  });

  it('reports an Application of two steps', () => {
    const steps = [
      step('storage'),
      step('pipeline'),
      { matchExpressions: [{ key: 'component', operator: 'In', values: ['grafana', 'loki'] }] },
    ];
    expect(wavesComplete(environment({ steps }))).toEqual([
      {
        ...found,
        code: 'E_APPLICATION_STEP',
        path: 'spec.strategy.rollingSync.steps',
        application: 'production-us-loki',
        reason: 'Steps 1 and 3 select Application production-us-loki; only the first counts.',
        fix: patch(
          '- op: add',
          '  path: /spec/strategy/rollingSync/steps/2/matchExpressions/-',
          '  value:',
          '    key: component',
          '    operator: NotIn',
          '    values:',
          '      - loki',
        ),
      },
    ]);
  });

  it('reports an operator that Argo CD does not know', () => {
    const steps = [
      step('storage'),
      step('pipeline'),
      { matchExpressions: [{ key: 'wave', operator: 'Exists', values: ['ui'] }] },
    ];
    expect(wavesComplete(environment({ steps }))[0]).toEqual({
      ...found,
      code: 'E_ROLLINGSYNC',
      path: 'spec.strategy.rollingSync.steps[2].matchExpressions[0].operator',
      reason:
        'The operator "Exists" is neither In nor NotIn, so the step selects no Application that has the label.',
      fix: patch(
        '- op: add',
        '  path: /spec/strategy/rollingSync/steps/2/matchExpressions/0/operator',
        '  value: In',
      ),
    });
  });

  it.each([0, -1, 1.5, '0%', '5', 'all', true])('reports maxUpdate %j', (maxUpdate) => {
    const steps = [step('storage', { maxUpdate }), step('pipeline'), step('ui')];
    expect(wavesComplete(environment({ steps }))).toEqual([
      {
        ...found,
        code: 'E_ROLLINGSYNC',
        path: 'spec.strategy.rollingSync.steps[0].maxUpdate',
        reason: `maxUpdate ${JSON.stringify(maxUpdate)} is neither a number from 1 nor a percentage from 1%, so the step and those behind it never sync.`,
        fix: patch('- op: remove', '  path: /spec/strategy/rollingSync/steps/0/maxUpdate'),
      },
    ]);
  });
});
