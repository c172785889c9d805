// The manifests of one Application, rendered once for each content.
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import pLimit from 'p-limit';
import type { Application } from '../argocd/applicationset.ts';
import { hash } from '../cache/hash.ts';
import type { Finding } from '../findings/finding.ts';
import { helmFinding } from '../helm/problem.ts';
import { renderedObjects } from '../helm/rendered.ts';
import { helmTemplate } from '../helm/template.ts';
import type { Resource } from '../kubernetes/resource.ts';
import type { Context } from './context.ts';

/** `manifests` is the file with the rendered YAML; with a `problem` there is nothing else. */
export type Rendering = {
  resources: Resource[];
  manifests: string;
  key: string;
  reused: boolean;
  problem?: Finding;
};

const nothing = { resources: [], manifests: '', reused: false };

const limit = pLimit(availableParallelism());

/**
 * Renders an Application, or takes the result of an earlier run with the same chart (its library included), values,
 * flags and toolkit.
 */
export function renderApplication(
  context: Context,
  application: Application,
  file: string,
): Promise<Rendering> {
  const { root, cache, toolkit, tree } = context;
  const { source, destination } = application.spec;
  const values = source.helm.valueFiles.map((path) => readFileSync(join(root, path)));
  const key = hash(
    toolkit,
    tree(source.path),
    JSON.stringify([source.helm, destination.namespace]),
    ...values,
  );
  return limit(async () => {
    const known = cache.get<Omit<Rendering, 'reused'>>('render', key);
    if (known) return { ...known, reused: true };
    const { yaml, problem } = await helmTemplate(root, application, cache);
    const place = { file, application: application.metadata.name };
    // A problem may name what only this run saw, such as a missing folder: it is never kept.
    if (problem) return { ...nothing, key, problem: helmFinding(problem, place, source.path) };
    const rendered = renderedObjects(yaml, place);
    if (rendered.problem) return { ...nothing, key, problem: rendered.problem };
    const manifests = cache.file('manifests', key, 'yaml', yaml);
    const result = { resources: rendered.resources, manifests, key };
    return { ...cache.put('render', key, result), reused: false };
  });
}
