// What a check run returns.
import type { Finding } from '../findings/finding.ts';

export type Stage = 'lint' | 'render' | 'validate' | 'policy';

/** One Application of the report. */
export type ReportedApplication = {
  name: string;
  environment: string;
  component: string;
  wave: string;
  namespace: string;
  /** Rendered objects. */
  resources: number;
  /** The rendered manifests, as a file of the cache. */
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
