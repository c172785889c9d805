// The strict subset of ApplicationSets that the toolkit evaluates, as a closed schema. What it does not name is an error.

const text = { type: 'string', minLength: 1 };
const texts = { type: 'array', items: text };
const textMap = { type: 'object', additionalProperties: { type: 'string' } };

function closed(properties: object, required = Object.keys(properties)): { [key: string]: unknown } {
  return { type: 'object', additionalProperties: false, properties, required };
}

const list = closed({ elements: { type: 'array', minItems: 1, items: { type: 'object' } } });
const git = closed({
  repoURL: text,
  revision: text,
  pathParamPrefix: text,
  // One exact file each: a wildcard would make files matter that nobody listed.
  files: { type: 'array', minItems: 1, items: closed({ path: { type: 'string', pattern: '^[^*?\\[]+$' } }) },
});
const leaf = { oneOf: [closed({ list }), closed({ git })] };
const pair = (items: object) =>
  closed({ matrix: closed({ generators: { type: 'array', minItems: 2, maxItems: 2, items } }) });

const helm = closed(
  {
    releaseName: text,
    kubeVersion: text,
    apiVersions: texts,
    valueFiles: texts,
    values: text,
    skipCrds: { type: 'boolean' },
  },
  ['releaseName', 'valueFiles'],
);

const syncPolicy = closed(
  {
    automated: closed({ prune: { type: 'boolean' }, selfHeal: { type: 'boolean' } }),
    managedNamespaceMetadata: closed({ labels: textMap, annotations: textMap }, []),
    retry: { type: 'object' },
    syncOptions: texts,
  },
  ['automated'],
);

const template = closed({
  metadata: closed({ name: text, labels: textMap, annotations: textMap, finalizers: texts }, [
    'name',
    'labels',
  ]),
  spec: closed(
    {
      project: text,
      source: closed({ repoURL: text, targetRevision: text, path: text, helm }),
      destination: closed({ server: text, namespace: text }),
      revisionHistoryLimit: { type: 'integer' },
      syncPolicy,
      ignoreDifferences: { type: 'array' },
    },
    ['project', 'source', 'destination', 'syncPolicy'],
  ),
});

const step = closed(
  {
    matchExpressions: {
      type: 'array',
      minItems: 1,
      items: closed({ key: text, operator: { enum: ['In', 'NotIn'] }, values: { ...texts, minItems: 1 } }),
    },
    maxUpdate: { type: ['integer', 'string'], minimum: 1, pattern: '^[1-9]\\d*%$', examples: ['25%'] },
  },
  ['matchExpressions'],
);

/** Schema of an ApplicationSet's `spec`. Argo CD's own schema leaves `type` and `operator` open; this one does not. */
export const applicationSetSpec = closed(
  {
    goTemplate: { const: true },
    goTemplateOptions: { const: ['missingkey=error'] },
    generators: {
      type: 'array',
      minItems: 1,
      maxItems: 1,
      items: {
        oneOf: [
          closed({ list }),
          closed({ git }),
          pair({ oneOf: [closed({ list }), closed({ git }), pair(leaf)] }),
        ],
      },
    },
    strategy: closed(
      {
        type: { const: 'RollingSync' },
        deletionOrder: { enum: ['AllAtOnce', 'Reverse'] },
        rollingSync: closed({ steps: { type: 'array', minItems: 1, items: step } }),
      },
      ['type', 'rollingSync'],
    ),
    syncPolicy: closed(
      {
        preserveResourcesOnDeletion: { type: 'boolean' },
        applicationsSync: { enum: ['sync', 'create-only', 'create-update', 'create-delete'] },
      },
      [],
    ),
    template,
  },
  ['goTemplate', 'goTemplateOptions', 'generators', 'strategy', 'template'],
);
