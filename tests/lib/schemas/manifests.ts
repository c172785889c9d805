// Valid manifests for the tests with kubeconform.

export interface TestManifest {
  /** The kind. */
  readonly name: string;
  /** Path of a deeply nested object that takes no unknown fields. */
  readonly deep: readonly (string | number)[];
  readonly yaml: string;
}

const podTemplate = `
  selector: {matchLabels: {app: a}}
  template:
    metadata: {labels: {app: a}}
    spec:
      containers:
        - name: a
          image: registry.example.com/a:1
          ports: [{name: http, containerPort: 8080}]
          resources: {requests: {cpu: 100m, memory: 1.5Gi}, limits: {cpu: 0.5}}
          livenessProbe: {httpGet: {path: /, port: http}}
          securityContext: {capabilities: {drop: [ALL]}}
`;

export const manifests: readonly TestManifest[] = [
  {
    name: 'Deployment',
    deep: ['spec', 'template', 'spec', 'containers', 0, 'livenessProbe', 'httpGet'],
    yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: {name: a, namespace: b, labels: {app: a}}
spec:
  replicas: 2
  strategy: {rollingUpdate: {maxSurge: 25%, maxUnavailable: 1}}${podTemplate}`,
  },
  {
    name: 'StatefulSet',
    deep: ['spec', 'volumeClaimTemplates', 0, 'spec', 'resources'],
    yaml: `
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: a}
spec:
  serviceName: a
  volumeClaimTemplates:
    - metadata: {name: data}
      spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 10Gi}}}${podTemplate}`,
  },
  {
    name: 'HorizontalPodAutoscaler',
    deep: ['spec', 'metrics', 0, 'pods', 'target'],
    yaml: `
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: a}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: a}
  maxReplicas: 3
  metrics:
    - type: Pods
      pods: {metric: {name: requests}, target: {type: AverageValue, averageValue: 1k}}
`,
  },
  {
    name: 'NetworkPolicy',
    deep: ['spec', 'ingress', 0, 'ports', 0],
    yaml: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: a}
spec:
  podSelector: {}
  policyTypes: [Ingress]
  ingress:
    - from: [{namespaceSelector: {matchLabels: {a: b}}}]
      ports: [{port: 80, protocol: TCP}, {port: http}]
`,
  },
  {
    name: 'Service',
    deep: ['spec', 'ports', 0],
    yaml: `
apiVersion: v1
kind: Service
metadata: {name: a}
spec:
  selector: {app: a}
  ports: [{name: http, port: 80, targetPort: http}]
`,
  },
  {
    name: 'CustomResourceDefinition',
    deep: [
      'spec',
      'versions',
      0,
      'schema',
      'openAPIV3Schema',
      'properties',
      'spec',
      'properties',
      'list',
      'items',
    ],
    yaml: `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: things.example.io}
spec:
  group: example.io
  names: {kind: Thing, plural: things}
  scope: Namespaced
  versions:
    - name: v1
      served: true
      storage: true
      subresources: {status: {}}
      schema:
        openAPIV3Schema:
          properties:
            spec:
              description: The spec
              properties:
                list: {type: array, items: {type: string, default: a}}
                map: {type: object, additionalProperties: {x-kubernetes-int-or-string: true}}
                any: {type: object, x-kubernetes-preserve-unknown-fields: true}
status: null
`,
  },
  {
    name: 'Application',
    deep: ['spec', 'sources', 0, 'helm', 'parameters', 0],
    yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: a, finalizers: [resources-finalizer.argocd.argoproj.io]}
spec:
  project: a
  destination: {server: https://kubernetes.default.svc, namespace: a}
  sources:
    - repoURL: https://example.com/a.git
      path: charts/a
      helm: {parameters: [{name: a, value: b}], valuesObject: {any: {thing: 1}}}
  syncPolicy: {automated: {prune: true}, syncOptions: [ServerSideApply=true]}
`,
  },
  {
    name: 'ApplicationSet',
    deep: ['spec', 'generators', 0, 'matrix', 'generators', 0, 'git', 'directories', 0],
    yaml: `
apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: {name: a}
spec:
  generators:
    - matrix:
        generators:
          - git: {repoURL: https://example.com/a.git, revision: main, directories: [{path: charts/*}]}
          - list: {elements: [{cluster: a, any: [1]}]}
  template:
    metadata: {name: '{{.path.basename}}'}
    spec:
      project: a
      source: {repoURL: https://example.com/a.git, path: '{{.path.path}}', targetRevision: main}
      destination: {name: a, namespace: a}
`,
  },
  {
    name: 'ServiceMonitor',
    deep: ['spec', 'endpoints', 0, 'tlsConfig', 'ca', 'secret'],
    yaml: `
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: {name: a}
spec:
  selector: {matchLabels: {app: a}}
  endpoints:
    - port: http
      scheme: https
      tlsConfig: {ca: {secret: {name: a, key: ca.crt}}}
`,
  },
  {
    name: 'ScaledObject',
    deep: ['spec', 'triggers', 0, 'authenticationRef'],
    yaml: `
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: a}
spec:
  scaleTargetRef: {name: a}
  triggers:
    - type: prometheus
      metadata: {serverAddress: http://a, query: up, threshold: '5'}
      authenticationRef: {name: a}
`,
  },
];
