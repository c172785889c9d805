// Small, complete inputs for the tests of checks. Defaults are clean: a test writes only what it is about.
import type { Fields } from '../../../scripts/lib/kubernetes/guards.ts';
import type { Resource } from '../../../scripts/lib/kubernetes/resource.ts';
import type {
  EnvironmentSettings,
  PolicyInput,
  RenderedApplication,
} from '../../../scripts/lib/policy/types.ts';

const ENVIRONMENT = 'production-us';

type ApplicationOptions = Partial<RenderedApplication> & { component: string };

type InputOptions = {
  applications?: ApplicationOptions[];
  settings?: Partial<EnvironmentSettings>;
  argocd?: Resource[];
  /** The same environment at tag v1.0.0. */
  released?: ApplicationOptions[];
};

/** A policy input for production-us: `input({ applications: [{ component: 'loki', resources: [workload()] }] })`. */
export function input(options: InputOptions = {}): PolicyInput {
  return {
    environment: ENVIRONMENT,
    settings: {
      kubernetesVersion: '1.36.3',
      global: { tenant: 'production-us', clusterName: 'production-us' },
      ...options.settings,
    },
    applications: (options.applications ?? []).map(application),
    argocd: options.argocd ?? [],
    ...(options.released && { released: { tag: 'v1.0.0', applications: options.released.map(application) } }),
  };
}

function application(options: ApplicationOptions): RenderedApplication {
  const name = options.name ?? `${ENVIRONMENT}-${options.component}`;
  const namespace = options.namespace ?? options.component;
  return {
    name,
    chart: `charts/${options.component}`,
    namespace,
    valuesFile: `environments/${ENVIRONMENT}/${options.component}.yaml`,
    manifest: resource('argoproj.io/v1alpha1', 'Application', { name, namespace: 'argocd' }),
    resources: [],
    ...options,
  };
}

/** Any object: `resource('v1', 'ConfigMap', { name: 'loki', namespace: 'loki' }, { data })`. */
export function resource(
  apiVersion: string,
  kind: string,
  metadata: Resource['metadata'],
  rest: Fields = {},
): Resource {
  return { apiVersion, kind, metadata, ...rest };
}

type WorkloadOptions = {
  kind?: string;
  name?: string;
  namespace?: string;
  /** Overrides fields of the only main container; `undefined` leaves a field out. */
  container?: Fields;
  /** Overrides fields of the pod spec. */
  pod?: Fields;
  /** Overrides fields of the object's spec: replicas, volumeClaimTemplates… */
  spec?: Fields;
  podLabels?: Record<string, string>;
};

/** A StatefulSet with one hardened container, named `loki/loki` unless told otherwise. */
export function workload(options: WorkloadOptions = {}): Resource {
  const { kind = 'StatefulSet', name = 'loki', namespace = name } = options;
  const labels = { 'app.kubernetes.io/name': name, ...options.podLabels };
  const spec = {
    replicas: 1,
    selector: { matchLabels: { 'app.kubernetes.io/name': name } },
    template: {
      metadata: { labels },
      spec: {
        securityContext: {
          runAsNonRoot: true,
          runAsUser: 10001,
          seccompProfile: { type: 'RuntimeDefault' },
        },
        containers: [container({ name, ...options.container })],
        ...options.pod,
      },
    },
    ...options.spec,
  };
  return resource('apps/v1', kind, { name, namespace }, { spec });
}

/** A hardened container of Loki: `container({ image: 'docker.io/grafana/loki' })`. */
export function container(overrides: Fields = {}): Fields {
  return {
    name: 'loki',
    image: 'docker.io/grafana/loki:3.7.8',
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    },
    ports: [{ name: 'http', containerPort: 3100, protocol: 'TCP' }],
    resources: { requests: { cpu: '100m', memory: '256Mi' }, limits: { memory: '1Gi' } },
    readinessProbe: { httpGet: { path: '/ready', port: 'http' } },
    livenessProbe: { httpGet: { path: '/ready', port: 'http' } },
    ...overrides,
  };
}

type ServiceOptions = { name?: string; namespace?: string; spec?: Fields };

/** A Service in front of `workload()`. */
export function service(options: ServiceOptions = {}): Resource {
  const { name = 'loki', namespace = name } = options;
  const spec = {
    selector: { 'app.kubernetes.io/name': name },
    ports: [{ name: 'http', port: 3100, targetPort: 'http', protocol: 'TCP' }],
    ...options.spec,
  };
  return resource('v1', 'Service', { name, namespace }, { spec });
}

/** A ConfigMap: `configMap({ 'config.yaml': 'a: b' })`. */
export function configMap(data: Record<string, string>, name = 'loki', namespace = name): Resource {
  return resource('v1', 'ConfigMap', { name, namespace }, { data });
}
