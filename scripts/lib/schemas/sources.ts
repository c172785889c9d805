// The pinned upstream files from which the JSON schemas are made.

export interface PinnedFile {
  /** Path from the root of the Go module, with forward slashes. */
  readonly path: string;
  /** Hex sha256 of the file's bytes. */
  readonly sha256: string;
}

export interface SchemaSource {
  readonly name: string;
  /** `openapi`: one swagger.json of Kubernetes itself; `crds`: CustomResourceDefinition YAML files. */
  readonly holds: 'openapi' | 'crds';
  readonly module: string;
  /** Version of the Go module; for `openapi` also the Kubernetes version. */
  readonly version: string;
  /** GitHub repository, `owner/name`. */
  readonly repository: string;
  readonly tag: string;
  /** Folder of the repository that is the root of the Go module, when it is not the repository's root. */
  readonly moduleFolder?: string;
  readonly files: readonly PinnedFile[];
}

/** All sources. The first `openapi` one gives the ObjectMeta schema that CRD schemas use. */
export const schemaSources: readonly SchemaSource[] = [
  {
    name: 'kubernetes-1.36',
    holds: 'openapi',
    module: 'k8s.io/kubernetes',
    version: 'v1.36.3',
    repository: 'kubernetes/kubernetes',
    tag: 'v1.36.3',
    files: pins('api/openapi-spec', {
      'swagger.json': 'dcede2063da1d7ad62ecb5af8adb6d7fabd0b52385a7fa0048afb491dac90450',
    }),
  },
  {
    name: 'kubernetes-1.35',
    holds: 'openapi',
    module: 'k8s.io/kubernetes',
    version: 'v1.35.4',
    repository: 'kubernetes/kubernetes',
    tag: 'v1.35.4',
    files: pins('api/openapi-spec', {
      'swagger.json': '483500149ee52ce5753d75f5639101d985bb4f5e902cc05b1ba7627465d62446',
    }),
  },
  {
    name: 'argo-cd',
    holds: 'crds',
    module: 'github.com/argoproj/argo-cd/v3',
    version: 'v3.6.1',
    repository: 'argoproj/argo-cd',
    tag: 'v3.6.1',
    files: pins('manifests/crds', {
      'application-crd.yaml': '9fd0da3e7097ad6d1af614fabd5c960bc7ddb00d768c3ef485a2fda6e9460df8',
      'applicationset-crd.yaml': '980128848a8d2152b946aec6a11cdd1174b38b04587f4fba94537c040fd84202',
      'appproject-crd.yaml': '084150a2feccd188a1dee09cd8a3a259dfacecdfb7e10037df78900f60816482',
    }),
  },
  {
    name: 'prometheus-operator',
    holds: 'crds',
    module: 'github.com/prometheus-operator/prometheus-operator',
    version: 'v0.85.0',
    repository: 'prometheus-operator/prometheus-operator',
    tag: 'v0.85.0',
    files: pins('example/prometheus-operator-crd', {
      'monitoring.coreos.com_alertmanagerconfigs.yaml':
        '7e34fd1f9abf3a2756eb53895f1ca6b291ce3cac929152c9e3919d8d7fb85ccf',
      'monitoring.coreos.com_alertmanagers.yaml':
        '5a7bdf7900fd58053f3403abc9daaa301a90cd8dd1bbdf1362788704a87d04a4',
      'monitoring.coreos.com_podmonitors.yaml':
        '8ce88c52c51209993511cae093089c9525f5552def88119e3f559123ee9d454b',
      'monitoring.coreos.com_probes.yaml': '97e6e59020feb71055628ac40b14f817662bb98ca720f19a45e85ac009081cc8',
      'monitoring.coreos.com_prometheusagents.yaml':
        '931e7775e4859838075908b57c3ec90de57083acf7d7a8dcc8e644f7cb865113',
      'monitoring.coreos.com_prometheuses.yaml':
        'fac555882d18023e1fb5c318ecab8f6bbcc158c9fed6abef7800da84049cd221',
      'monitoring.coreos.com_prometheusrules.yaml':
        '98fd16c9ab79fba8dcd6ef62c957c98cd6546ab74ce0a4ecf09ddf2fda03020e',
      'monitoring.coreos.com_scrapeconfigs.yaml':
        '0764d343c780a2d19738aefc301ebb7a3d2f56283952bb3614b8ab1f1f4175ce',
      'monitoring.coreos.com_servicemonitors.yaml':
        '1dae27b7189b5ce7b9ab764656c18b4c75a45cde1e6f3af6a5e84c4317628919',
      'monitoring.coreos.com_thanosrulers.yaml':
        '2f5a7e920bd8244e5fe96c35a1fed66a26ae104ec503a50e32a866df49913c58',
    }),
  },
  {
    name: 'cert-manager',
    holds: 'crds',
    module: 'github.com/cert-manager/cert-manager',
    version: 'v1.21.2',
    repository: 'cert-manager/cert-manager',
    tag: 'v1.21.2',
    files: pins('deploy/crds', {
      'acme.cert-manager.io_challenges.yaml':
        'dff7542a2ee6581e3963a076410212ad3207201b70df8a328aa50826d569161c',
      'acme.cert-manager.io_orders.yaml': 'b1e9c938b9724482cc0612aac949b40e062001fc9732234c591f24cb9ffc5ca7',
      'cert-manager.io_certificaterequests.yaml':
        '74cf3801ab146a1745498de5f3b619cde6f2dc89ae03755084be08129ce726c3',
      'cert-manager.io_certificates.yaml': '7ad91029c00ec959d54215b19d3b1a9b7e0247eaa60f987151c2b70d8661f8af',
      'cert-manager.io_clusterissuers.yaml':
        '30008001b78aafb8e110af61359561104b5fafc3a4dc6ac0013245d0ee3fe4ca',
      'cert-manager.io_issuers.yaml': '05e37efb02777e0362d24269fa103c2fc11419f9c85e31854ef873e5d9e5c5cc',
    }),
  },
  {
    name: 'keda',
    holds: 'crds',
    module: 'github.com/kedacore/keda/v2',
    version: 'v2.21.0',
    repository: 'kedacore/keda',
    tag: 'v2.21.0',
    files: pins('config/crd/bases', {
      'eventing.keda.sh_cloudeventsources.yaml':
        '54693ed66e4a602f09137bef80297b381bb51c1a55980e8d4844524c074bac1a',
      'eventing.keda.sh_clustercloudeventsources.yaml':
        'ac143e8ef6734d6d7665a6d094d7388d1816316d42b33b0a6e3ba0a7950322e0',
      'keda.sh_clustertriggerauthentications.yaml':
        'c4db10d06b619cb5cde185c96cbb5d86b95702e86a0862a2d904f936a4191510',
      'keda.sh_scaledjobs.yaml': '917ad920607b67f1eb18a7101e74d0a1643883d9f4d4a0b4fb4f78bbb1bc517f',
      'keda.sh_scaledobjects.yaml': 'af35555862a83933b074af14ad439c4b4ceabaf4daa3e9338e9b23e36d308d80',
      'keda.sh_triggerauthentications.yaml':
        'ed59ab37b2fa9a18119484a3dbd849b0b18ed25e1aea91d9f1305d4da2215bd8',
    }),
  },
  {
    name: 'vertical-pod-autoscaler',
    holds: 'crds',
    module: 'k8s.io/autoscaler/vertical-pod-autoscaler',
    version: 'v1.8.1',
    repository: 'kubernetes/autoscaler',
    tag: 'vertical-pod-autoscaler/v1.8.1',
    moduleFolder: 'vertical-pod-autoscaler',
    files: pins('deploy', {
      'vpa-v1-crd-gen.yaml': '2916e9b8e0699375ed8eca8af81e00c5a8cf9d68a70b4796e24d43794838d623',
    }),
  },
  {
    name: 'openshift',
    holds: 'crds',
    module: 'github.com/openshift/api',
    version: 'v0.0.0-20251015095338-264e80a2b6e7',
    repository: 'openshift/api',
    tag: '264e80a2b6e74bdab2212839a617974aa378d2e3',
    files: pins('security/v1/zz_generated.crd-manifests', {
      '0000_03_config-operator_01_securitycontextconstraints.crd.yaml':
        '4194732f477a0a113da682ee3685f9edc6fc9df506ec4802575455db51a133c2',
    }),
  },
];

/** Versions of Kubernetes that there are schemas of, newest first, without a leading v. */
export const kubernetesVersions: readonly string[] = schemaSources
  .filter(({ holds }) => holds === 'openapi')
  .map(({ version }) => version.replace(/^v/, ''));

function pins(folder: string, checksums: Readonly<Record<string, string>>): PinnedFile[] {
  return Object.entries(checksums).map(([name, sha256]) => ({ path: `${folder}/${name}`, sha256 }));
}
