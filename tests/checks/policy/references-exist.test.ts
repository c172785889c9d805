import { describe, expect, it } from 'vitest';
import { referencesExist } from '../../../scripts/checks/policy/references-exist.ts';
import type { Fields } from '../../../scripts/lib/kubernetes/guards.ts';
import type { Resource } from '../../../scripts/lib/kubernetes/resource.ts';
import { configMap, input, resource, service, workload } from './input.ts';

const secretVariable = (name: string, key: string, rest: Fields = {}) => ({
  name: 'S3_ACCESS_KEY_ID',
  valueFrom: { secretKeyRef: { name, key, ...rest } },
});

const declared = (keys: string[]) => ({
  external: { secrets: [{ namespace: 'loki', name: 'object-store', keys }] },
});

const loki = (...resources: Resource[]) => [{ component: 'loki', resources }];

const missing = {
  code: 'E_REFERENCE_MISSING',
  file: 'environments/production-us/loki.yaml',
  object: 'StatefulSet loki/loki',
  environment: 'production-us',
  application: 'production-us-loki',
};

describe('referencesExist', () => {
  it('passes when everything that is named is rendered, declared, built in or optional', () => {
    const pod = workload({
      container: {
        env: [
          secretVariable('object-store', 'access-key-id'),
          { name: 'LEVEL', valueFrom: { configMapKeyRef: { name: 'loki', key: 'level' } } },
          secretVariable('elsewhere', 'token', { optional: true }),
        ],
        envFrom: [{ configMapRef: { name: 'loki' } }, { secretRef: { name: 'object-store' } }],
      },
      pod: {
        serviceAccountName: 'loki',
        volumes: [
          { name: 'config', configMap: { name: 'loki', items: [{ key: 'level', path: 'level' }] } },
          { name: 'authority', projected: { sources: [{ configMap: { name: 'kube-root-ca.crt' } }] } },
          { name: 'data', persistentVolumeClaim: { claimName: 'archive' } },
        ],
      },
      spec: { serviceName: 'loki' },
    });
    const applications = loki(
      pod,
      service(),
      configMap({ level: 'info' }),
      resource('v1', 'ServiceAccount', { name: 'loki', namespace: 'loki' }),
      resource('v1', 'PersistentVolumeClaim', { name: 'archive', namespace: 'loki' }),
      resource(
        'autoscaling/v2',
        'HorizontalPodAutoscaler',
        { name: 'loki', namespace: 'loki' },
        { spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'loki' } } },
      ),
      workload({
        kind: 'Deployment',
        name: 'gateway',
        namespace: 'loki',
        pod: { serviceAccountName: 'default' },
      }),
    );
    expect(referencesExist(input({ applications, settings: declared(['access-key-id']) }))).toEqual([]);
  });

  it('reports a Secret once, with all the keys that it must hold', () => {
    const env = [
      secretVariable('object-store', 'access-key-id'),
      secretVariable('object-store', 'secret-access-key'),
    ];
    expect(referencesExist(input({ applications: loki(workload({ container: { env } })) }))).toEqual([
      {
        ...missing,
        file: 'environments/production-us/environment.yaml',
        path: 'spec.template.spec.containers[0].env[0].valueFrom.secretKeyRef',
        reason:
          'StatefulSet loki/loki needs Secret loki/object-store, which this environment neither renders nor declares in external.secrets.',
        fix: `external:
  secrets:
    - {namespace: loki, name: object-store, keys: [access-key-id, secret-access-key]}`,
      },
    ]);
  });

  it('reports a key that a declared Secret lacks', () => {
    const env = [
      secretVariable('object-store', 'access-key-id'),
      secretVariable('object-store', 'secret-access-key'),
    ];
    const applications = loki(workload({ container: { env } }));
    expect(referencesExist(input({ applications, settings: declared(['access-key-id']) }))).toEqual([
      {
        ...missing,
        file: 'environments/production-us/environment.yaml',
        path: 'spec.template.spec.containers[0].env[1].valueFrom.secretKeyRef',
        reason:
          'StatefulSet loki/loki needs Secret loki/object-store, which holds access-key-id, but not secret-access-key.',
        fix: `external:
  secrets:
    - {namespace: loki, name: object-store, keys: [access-key-id, secret-access-key]}`,
      },
    ]);
  });

  it('does not take a Secret of another namespace', () => {
    const applications = [
      {
        component: 'tempo',
        resources: [
          workload({ name: 'tempo', container: { envFrom: [{ secretRef: { name: 'object-store' } }] } }),
        ],
      },
    ];
    const findings = referencesExist(input({ applications, settings: declared(['access-key-id']) }));
    expect(findings.map(({ reason }) => reason)).toEqual([
      'StatefulSet tempo/tempo needs Secret tempo/object-store, which this environment neither renders nor declares in external.secrets.',
    ]);
  });

  it('reports an image pull Secret', () => {
    const applications = loki(workload({ pod: { imagePullSecrets: [{ name: 'registry' }] } }));
    expect(referencesExist(input({ applications }))).toEqual([
      {
        ...missing,
        file: 'environments/production-us/environment.yaml',
        path: 'spec.template.spec.imagePullSecrets[0].name',
        reason:
          'StatefulSet loki/loki needs Secret loki/registry, which this environment neither renders nor declares in external.secrets.',
        fix: 'external:\n  secrets:\n    - {namespace: loki, name: registry, keys: [.dockerconfigjson]}',
      },
    ]);
  });

  it('reports a key that a rendered ConfigMap lacks', () => {
    const volume = {
      name: 'rules',
      configMap: { name: 'loki', items: [{ key: 'rules.yaml', path: 'rules.yaml' }] },
    };
    const applications = loki(workload({ pod: { volumes: [volume] } }), configMap({ 'config.yaml': '' }));
    expect(referencesExist(input({ applications }))).toEqual([
      {
        ...missing,
        path: 'spec.template.spec.volumes[0].configMap.items[0]',
        reason:
          'StatefulSet loki/loki needs ConfigMap loki/loki, which holds config.yaml, but not rules.yaml.',
        fix: `extraVolumes:
  - name: rules
    configMap:
      name: loki
      items:
        - key: rules.yaml
          path: rules.yaml
      optional: true`,
      },
    ]);
  });

  it.each([
    {
      what: 'a ConfigMap of envFrom',
      pod: workload({ container: { envFrom: [{ configMapRef: { name: 'settings' } }] } }),
      path: 'spec.template.spec.containers[0].envFrom[0].configMapRef',
      needs: 'ConfigMap loki/settings',
      fix: 'extraEnvFrom:\n  - configMapRef:\n      name: settings\n      optional: true',
    },
    {
      what: 'a ConfigMap of a projected volume',
      pod: workload({
        pod: { volumes: [{ name: 'all', projected: { sources: [{ configMap: { name: 'settings' } }] } }] },
      }),
      path: 'spec.template.spec.volumes[0].projected.sources[0].configMap',
      needs: 'ConfigMap loki/settings',
      fix: 'extraVolumes:\n  - name: all\n    projected:\n      sources:\n        - configMap:\n            name: settings\n            optional: true',
    },
    {
      what: 'a claim',
      pod: workload({
        pod: { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'archive' } }] },
      }),
      path: 'spec.template.spec.volumes[0].persistentVolumeClaim.claimName',
      needs: 'PersistentVolumeClaim loki/archive',
      fix: 'extraVolumes:\n  - name: data\n    emptyDir: {}',
    },
    {
      what: 'a ServiceAccount',
      pod: workload({ pod: { serviceAccountName: 'storage' } }),
      path: 'spec.template.spec.serviceAccountName',
      needs: 'ServiceAccount loki/storage',
      fix: 'serviceAccount:\n  create: true\n  name: storage',
    },
    {
      what: 'the Service of a StatefulSet',
      pod: workload({ spec: { serviceName: 'loki-headless' } }),
      path: 'spec.serviceName',
      needs: 'Service loki/loki-headless',
      fix: 'apiVersion: v1\nkind: Service\nmetadata:\n  name: loki-headless\n  namespace: loki',
    },
  ])('reports $what', ({ pod, path, needs, fix }) => {
    expect(referencesExist(input({ applications: loki(pod) }))).toEqual([
      {
        ...missing,
        path,
        reason: `StatefulSet loki/loki needs ${needs}, which this environment does not render.`,
        fix,
      },
    ]);
  });

  it.each([
    { kind: 'HorizontalPodAutoscaler', field: 'scaleTargetRef', key: 'hpa' },
    { kind: 'ScaledObject', field: 'scaleTargetRef', key: 'keda' },
    { kind: 'VerticalPodAutoscaler', field: 'targetRef', key: 'vpa' },
  ])('reports the target of a $kind', ({ kind, field, key }) => {
    const spec = { [field]: { kind: 'Deployment', name: 'loki' } };
    const scaler = resource('v1', kind, { name: 'loki', namespace: 'loki' }, { spec });
    expect(referencesExist(input({ applications: loki(scaler, workload()) }))).toEqual([
      {
        ...missing,
        path: `spec.${field}.name`,
        object: `${kind} loki/loki`,
        reason: `${kind} loki/loki needs Deployment loki/loki, which this environment does not render.`,
        fix: `autoscaling:\n  ${key}:\n    enabled: false`,
      },
    ]);
  });

  it('reports a Role, lets a ClusterRole be, and takes the namespace of the binding for its subjects', () => {
    const metadata = { name: 'loki', namespace: 'loki' };
    const binding = (kind: string) =>
      resource('rbac.authorization.k8s.io/v1', 'RoleBinding', metadata, {
        roleRef: { kind, name: 'reader' },
        subjects: [{ kind: 'ServiceAccount', name: 'loki' }],
      });
    const account = resource('v1', 'ServiceAccount', metadata);
    expect(referencesExist(input({ applications: loki(binding('ClusterRole'), account) }))).toEqual([]);
    expect(referencesExist(input({ applications: loki(binding('Role'), account) }))).toEqual([
      {
        ...missing,
        path: 'roleRef.name',
        object: 'RoleBinding loki/loki',
        reason: 'RoleBinding loki/loki needs Role loki/reader, which this environment does not render.',
        fix: 'apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata:\n  name: reader\n  namespace: loki',
      },
    ]);
  });

  it('finds what bindings and Ingresses name', () => {
    const metadata = { name: 'loki', namespace: 'loki' };
    const backend = { service: { name: 'gateway', port: { number: 80 } } };
    const applications = loki(
      resource('rbac.authorization.k8s.io/v1', 'RoleBinding', metadata, {
        roleRef: { kind: 'Role', name: 'reader' },
        subjects: [
          { kind: 'ServiceAccount', name: 'reader', namespace: 'other' },
          { kind: 'Group', name: 'all' },
        ],
      }),
      resource('networking.k8s.io/v1', 'Ingress', metadata, {
        spec: { rules: [{ http: { paths: [{ backend }] } }], tls: [{ secretName: 'certificate' }] },
      }),
    );
    const findings = referencesExist(input({ applications }));
    expect(findings.map(({ path, reason }) => `${path}: ${reason.split(',')[0]}`)).toEqual([
      'roleRef.name: RoleBinding loki/loki needs Role loki/reader',
      'subjects[0].name: RoleBinding loki/loki needs ServiceAccount other/reader',
      'spec.rules[0].http.paths[0].backend.service.name: Ingress loki/loki needs Service loki/gateway',
      'spec.tls[0].secretName: Ingress loki/loki needs Secret loki/certificate',
    ]);
  });

  it('is not upset by odd data', () => {
    const odd = workload({
      container: { env: 'none', envFrom: [null] },
      pod: { volumes: [{ secret: 3 }, 'data'] },
    });
    expect(referencesExist(input({ applications: loki(odd) }))).toEqual([]);
  });
});
