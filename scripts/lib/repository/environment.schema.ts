// Schema of environments/<environment>/environment.yaml.

const name = { type: 'string', pattern: '^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$', examples: ['my-name'] };

const secret = {
  type: 'object',
  additionalProperties: false,
  required: ['namespace', 'name', 'keys'],
  properties: {
    namespace: name,
    name,
    keys: {
      type: 'array',
      minItems: 1,
      items: { type: 'string' },
      examples: [['access-key-id', 'secret-access-key']],
    },
  },
};

/** Closed: what is not here is a mistake. `global` is checked again, in full, with each chart's own schema. */
export const environmentSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['kubernetesVersion', 'global'],
  properties: {
    kubernetesVersion: { type: 'string', pattern: '^1\\.\\d+\\.\\d+$', examples: ['1.36.3'] },
    global: {
      type: 'object',
      required: ['tenant', 'clusterName'],
      additionalProperties: false,
      properties: {
        tenant: {
          type: 'string',
          minLength: 1,
          maxLength: 150,
          pattern: '^[a-zA-Z0-9._-]+$',
          examples: ['production-us'],
        },
        clusterName: { type: 'string', minLength: 1, maxLength: 63, examples: ['production-us'] },
        registry: { type: 'string' },
        imagePullSecrets: { type: 'array' },
        commonLabels: { type: 'object', additionalProperties: { type: 'string' } },
        commonAnnotations: { type: 'object', additionalProperties: { type: 'string' } },
      },
    },
    external: {
      type: 'object',
      additionalProperties: false,
      properties: {
        secrets: { type: 'array', items: secret },
        addresses: {
          type: 'array',
          items: {
            type: 'string',
            pattern: '^[^/ ]+:\\d+$',
            examples: ['kafka.kafka.svc.cluster.local:9092'],
          },
        },
      },
    },
  },
};
