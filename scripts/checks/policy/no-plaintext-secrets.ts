import { stringify } from 'yaml';
import type { Finding } from '../../lib/findings/finding.ts';
import { fields, text } from '../../lib/kubernetes/guards.ts';
import { namespaceOf } from '../../lib/kubernetes/objects.ts';
import { describe, type Resource } from '../../lib/kubernetes/resource.ts';
import { strings } from '../../lib/kubernetes/strings.ts';
import { credentials } from '../../lib/policy/plaintext.ts';
import { plaintextViolations } from '../../lib/policy/plaintext-violations.ts';
import type { PolicyCheck, PolicyInput, RenderedApplication } from '../../lib/policy/types.ts';
import { violationFinding } from '../../lib/policy/violation.ts';

/**
 * No credential stands in what is rendered, because all of it comes from git, where nothing is ever forgotten.
 * Secrets are made by something else and named in environment.yaml; here they are only referred to.
 */
export const noPlaintextSecrets: PolicyCheck = (input) => [
  ...input.applications.flatMap((application) =>
    application.resources.flatMap((resource) =>
      resource.kind === 'Secret'
        ? renderedSecret(input, application, resource)
        : plaintextViolations(resource, application).map((violation) =>
            violationFinding(CODE, { input, application, resource }, violation),
          ),
    ),
  ),
  ...argocdCredentials(input),
];

const CODE = 'E_PLAINTEXT_SECRET';

function renderedSecret(input: PolicyInput, application: RenderedApplication, resource: Resource): Finding[] {
  const filled = ['data', 'stringData'].filter((field) =>
    Object.values(fields(resource[field])).some(Boolean),
  );
  const path = filled[0];
  if (!path) return [];
  const keys = filled.flatMap((field) => Object.keys(fields(resource[field])));
  const secret = { namespace: namespaceOf(resource, application), name: resource.metadata.name, keys };
  const violation = {
    path,
    reason: `The chart renders this Secret with content (${keys.join(', ')}), so its content is in git. Let something else make it, and name it here.`,
    fix: { external: { secrets: [secret] } },
  };
  const file = `environments/${input.environment}/environment.yaml`;
  return [{ ...violationFinding(CODE, { input, application, resource }, violation), file }];
}

// The address of the repository comes from one line and stands in many objects: it is reported once.
function argocdCredentials({ argocd, environment }: PolicyInput): Finding[] {
  const seen = new Set<string>();
  return argocd.flatMap((resource) =>
    strings(resource).flatMap(({ text: value, path }) => {
      const [found] = credentials(value);
      if (!found || seen.has(value)) return [];
      seen.add(value);
      const repository = text(value).replace(/:\/\/[^/@]*@/, '://');
      return [
        {
          code: CODE,
          file: 'argocd/base/kustomization.yaml',
          path,
          object: describe(resource),
          reason: `This holds ${found.what}. Argo CD takes credentials from a repository Secret in its own namespace.`,
          fix: stringify({
            configMapGenerator: [{ name: 'settings', literals: [`repository=${repository}`] }],
          }).trimEnd(),
          environment,
        },
      ];
    }),
  );
}
