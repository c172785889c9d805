// What every check returns: one thing that is wrong, where, why, and what to write instead.

/** A finding. Codes are stable: scripts and dashboards of users may rely on them. */
export type Finding = {
  /** Stable code, `E_…`. */
  code: string;
  /** File to edit, relative to the repository. */
  file: string;
  /** YAML path in that file, or in the rendered object when `object` is set: `spec.template.spec.containers[0].image`. */
  path: string;
  /** Line in the file, from 1, where it is known. */
  line?: number;
  /** The rendered object it was seen in: `StatefulSet loki/loki`. */
  object?: string;
  /** What is wrong, in one or two sentences. */
  reason: string;
  /** YAML to write, as it goes into `file`. */
  fix: string;
  /** The environment it concerns. */
  environment?: string;
  /** The Argo CD Application it concerns. */
  application?: string;
};
