// Every policy, in the order in which they are documented.
import type { Finding } from '../../lib/findings/finding.ts';
import type { PolicyCheck, PolicyInput } from '../../lib/policy/types.ts';

const policies: PolicyCheck[] = [];

/** Findings of all policies for one environment. */
export function policyFindings(input: PolicyInput): Finding[] {
  return policies.flatMap((policy) => policy(input));
}
