// The Applications that Argo CD's ApplicationSet controller makes of one ApplicationSet.
import type { Resource } from '../kubernetes/resource.ts';
import { type Generator, generate, type ReadFile } from './generators.ts';
import { fillDeep } from './gotemplate.ts';

/** The part of an Argo CD Application that the ApplicationSet writes. */
export type Application = Resource & {
  spec: {
    project: string;
    source: {
      repoURL: string;
      targetRevision: string;
      path: string;
      helm: {
        releaseName: string;
        kubeVersion?: string;
        apiVersions?: string[];
        valueFiles: string[];
        values?: string;
        skipCrds?: boolean;
      };
    };
    destination: { server: string; namespace: string };
    syncPolicy: {
      automated: { prune: boolean; selfHeal: boolean; enabled?: boolean };
      syncOptions?: string[];
    };
  };
};

/** An ApplicationSet inside the subset of subset.ts. */
export type ApplicationSet = Resource & {
  spec: {
    generators: Generator[];
    template: Pick<Application, 'spec'> & { metadata: Application['metadata'] };
  };
};

/**
 * Evaluates an ApplicationSet that fits the subset, sorted by name as the controller does.
 *
 * @throws TemplateError when a template asks for what is not there
 */
export function evaluate(set: ApplicationSet, read: ReadFile): Application[] {
  const { generators, template } = set.spec;
  return generators
    .flatMap((generator) => generate(generator, read))
    .map((parameters) => {
      const { metadata, spec } = fillDeep(template, parameters);
      // RollingSync switches automation off in every Application that it owns.
      const automated = { ...spec.syncPolicy.automated, enabled: false };
      return {
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'Application',
        metadata: { namespace: set.metadata.namespace ?? 'argocd', ...metadata },
        spec: { ...spec, syncPolicy: { ...spec.syncPolicy, automated } },
      };
    })
    .sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
}
