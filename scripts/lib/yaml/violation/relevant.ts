// Of all that ajv reports, what a person needs to hear.
import type { ErrorObject } from 'ajv';
import { closest } from '../closest.ts';
import { knownKeys } from './keys.ts';

/** The violations without those that only follow from another one. */
export function relevantViolations(errors: ErrorObject[]): ErrorObject[] {
  return oneBranch(errors).filter((error, _, all) => error.keyword !== 'if' && !isMisspelled(error, all));
}

// Of a oneOf, the violations of the branch that was meant: the one whose keys are there. Without any, the keys are wrong.
function oneBranch(errors: ErrorObject[]): ErrorObject[] {
  return errors
    .filter(({ keyword }) => keyword === 'oneOf')
    .reduce((kept, { instancePath, schemaPath, schema }) => {
      const within = ({ schemaPath: each }: ErrorObject) => each.startsWith(`${schemaPath}/`);
      const branches = (schema as unknown[]).map((__, index) => `${schemaPath}/${index}/`);
      const isOf = (branch: string) => (error: ErrorObject) => error.schemaPath.startsWith(branch);
      const meant = branches.find(
        (branch) => !kept.some((error) => isOf(branch)(error) && error.instancePath === instancePath),
      );
      if (meant)
        return kept.filter(
          (error) => error.schemaPath !== schemaPath && (!within(error) || isOf(meant)(error)),
        );
      const known = branches.flatMap((branch) =>
        kept
          .filter((error) => isOf(branch)(error) && error.instancePath === instancePath)
          .flatMap((error) => Object.keys((error.parentSchema?.properties ?? {}) as object)),
      );
      return kept
        .filter((error) => !within(error))
        .map((error) =>
          error.schemaPath === schemaPath
            ? { ...error, keyword: 'keys', params: { known: [...new Set(known)] } }
            : error,
        );
    }, errors);
}

// A key that is missing only because it is written with a slip.
function isMisspelled({ keyword, instancePath, params }: ErrorObject, all: ErrorObject[]): boolean {
  return (
    keyword === 'required' &&
    all.some(
      (error) =>
        error.keyword === 'additionalProperties' &&
        error.instancePath === instancePath &&
        closest(String(error.params.additionalProperty), knownKeys(error)) === params.missingProperty,
    )
  );
}
