// What a policy check is given and what it returns.
import type { Finding } from '../findings/finding.ts';
import type { Resource } from '../kubernetes/resource.ts';

/** The content of environments/<environment>/environment.yaml. */
export type EnvironmentSettings = {
  /** Kubernetes version of the cluster: `1.36.3`. */
  kubernetesVersion: string;
  /** Values that every chart of the environment receives as `global`. */
  global: { tenant: string; clusterName: string; [key: string]: unknown };
  /** What exists in the cluster though nothing here renders it. */
  external?: {
    /** Secrets, with the keys that they hold. */
    secrets?: { namespace: string; name: string; keys: string[] }[];
    /** Services that other teams run: `host:port` as written in the configuration. */
    addresses?: string[];
  };
};

/** One Application of an environment with what it renders. */
export type RenderedApplication = {
  /** Name of the Argo CD Application: `production-us-loki`. */
  name: string;
  /** Component: `loki`. */
  component: string;
  /** Folder of its chart: `charts/loki`. */
  chart: string;
  /** Namespace that it deploys to. */
  namespace: string;
  /** The values file that a person edits: `environments/production-us/loki.yaml`. */
  valuesFile: string;
  /** The Argo CD Application itself. */
  manifest: Resource;
  /** Its rendered objects. */
  resources: Resource[];
};

/** Everything that is known of one environment. */
export type PolicyInput = {
  /** Name: `production-us`. */
  environment: string;
  /** Its environment.yaml. */
  settings: EnvironmentSettings;
  applications: RenderedApplication[];
  /** AppProjects and the ApplicationSet, as kustomize builds them from `overlay`. */
  argocd: Resource[];
  /** The same environment at the last release tag; absent when there is none. */
  released?: { tag: string; applications: RenderedApplication[] };
};

/** One invariant. Pure: data in, findings out. */
export type PolicyCheck = (input: PolicyInput) => Finding[];
