// What a check run returns.
import type { Finding } from '../findings/finding.ts';

export type Stage = 'lint' | 'render' | 'validate' | 'policy';

/** Every stage, in order. */
export const allStages: Stage[] = ['lint', 'render', 'validate', 'policy'];

export type CheckOptions = {
  /** Stages whose findings are wanted; what they need is done all the same. */
  stages: Stage[];
  /** Names; empty for all. */
  environments: string[];
  /** Names; empty for all. Policies speak of whole environments and are left out when some are named. */
  components: string[];
};

/** One Application of the report. */
export type ReportedApplication = {
  name: string;
  environment: string;
  component: string;
  /** Folder of its chart. */
  chart: string;
  wave: string;
  namespace: string;
  /** Rendered objects. */
  resources: number;
  /** The rendered manifests, as a file in the folder of results. */
  manifests: string;
};

export type Report = {
  environments: string[];
  applications: ReportedApplication[];
  /** Rendered objects of all Applications, and those of argocd/. */
  resources: number;
  findings: Finding[];
  /** Wall-clock milliseconds of each stage. Stages overlap, so they can add up to more than `total`. */
  durations: Partial<Record<Stage | 'total', number>>;
  /** Applications rendered in this run, and those whose result was still valid from an earlier one. */
  rendered: { now: number; reused: number };
};

/** Manifests to validate: a file, the number of objects in it, and where a finding belongs. */
export type Manifests = {
  path: string;
  key: string;
  resources: number;
  place: Pick<Finding, 'file' | 'environment' | 'application'>;
};
