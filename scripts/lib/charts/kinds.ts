// Which kinds of objects a chart can make, read from its templates without rendering them.

/** A kind, and the key that switches it on; without a key it is always made. */
export type MadeKind = {
  kind: string;
  when?: string;
  /** Keys of the roles of which one must be on, where the chart has roles; or the platform that it is for. */
  roles?: string[];
};

/**
 * The kinds of a chart that follows the conventions of the library.
 *
 * @param templates text of the chart's own files under templates/, by name
 */
export function kindsOf(templates: Record<string, string>): MadeKind[] {
  const chart = templates['_chart.tpl'] ?? '';
  const all = Object.values(templates).join('\n');
  const workloads = workloadsOf(all);
  const scaled = workloads.filter(({ kind }) => kind !== 'DaemonSet');
  const scales = scaled.length > 0 && !refusesAutoscalers(templates['_validations.tpl'] ?? '');
  const own = ownKinds(all);
  const list: (MadeKind | false)[] = [
    ...workloads,
    hasFiles(chart) && { kind: 'ConfigMap' },
    /^ {2}ports:$/m.test(all) && { kind: 'Service' },
    { kind: 'ServiceAccount', when: 'serviceAccount.create' },
    ...role(all, 'Cluster', /^ {2}clusterRules:/m),
    ...role(all, '', /^ {2}rules:/m),
    { kind: 'NetworkPolicy', when: 'networkPolicy.enabled' },
    scaled.length > 0 && { kind: 'PodDisruptionBudget', when: 'podDisruptionBudget.enabled' },
    scales && { kind: 'HorizontalPodAutoscaler', when: 'autoscaling.hpa.enabled' },
    scales && { kind: 'ScaledObject', when: 'autoscaling.keda.enabled' },
    { kind: 'VerticalPodAutoscaler', when: 'autoscaling.vpa.enabled' },
    /^ *metrics:\n *port: /m.test(all) && {
      kind: 'ServiceMonitor',
      when: 'monitoring.serviceMonitor.enabled',
    },
    { kind: 'PrometheusRule', when: 'monitoring.rules.enabled' },
  ];
  const made = list.filter((item) => item !== false);
  return [...made, ...own.filter(({ kind }) => !made.some((item) => item.kind === kind))];
}

// A workload of a role stands behind `{{- if .Values.<role>.enabled }}`.
function workloadsOf(all: string): MadeKind[] {
  const found = all.matchAll(
    /(?:\{\{- if \.Values\.([\w.]+) \}\}\n)?^- name: .*\n(?:(?! {2}kind:) .*\n)* {2}kind: (\w+)$/gm,
  );
  const byKind = Map.groupBy(found, ([, , kind = '']) => kind);
  return [...byKind].map(([kind, same]) => {
    const roles = same.flatMap(([, key]) => key ?? []);
    return { kind, ...(roles.length > 0 && { roles }) };
  });
}

function role(all: string, prefix: string, rules: RegExp): MadeKind[] {
  if (!rules.test(all)) return [];
  return [`${prefix}Role`, `${prefix}RoleBinding`].map((kind) => ({ kind, when: 'rbac.create' }));
}

// A product that knows no second pod refuses what would add one.
function refusesAutoscalers(validations: string): boolean {
  return validations.includes('common.validations.single');
}

function hasFiles(chart: string): boolean {
  return /define "[\w-]+\.files" -}}(?!\s*{{- end }})/.test(chart);
}

// Objects that no other chart has; one of a platform stands in the named template `<chart>.platform.<platform>`.
function ownKinds(all: string): MadeKind[] {
  const found = all.matchAll(/define "([\w.-]+)"|^apiVersion: .+\nkind: (\w+)$/gm);
  let template = '';
  const kinds = new Map<string, MadeKind>();
  for (const [, define, kind] of found) {
    template = define ?? template;
    const [, platform] = /^\w+\.platform\.(\w+)$/.exec(template) ?? [];
    if (kind) kinds.set(kind, { kind, ...(platform && { roles: [`platform: ${platform}`] }) });
  }
  return [...kinds.values()];
}
