// Every policy, in the order in which they are documented.
import type { Finding } from '../../lib/findings/finding.ts';
import type { PolicyCheck, PolicyInput } from '../../lib/policy/types.ts';
import { addressesResolve } from './addresses-resolve.ts';
import { agentPrivileges } from './agent-privileges.ts';
import { imagesPinned } from './images-pinned.ts';
import { mountsExist } from './mounts-exist.ts';
import { networkFlows } from './network-flows.ts';
import { noPlaintextSecrets } from './no-plaintext-secrets.ts';
import { oneOwner } from './one-owner.ts';
import { podSecurity } from './pod-security.ts';
import { probesPresent } from './probes-present.ts';
import { projectsAdmit } from './projects-admit.ts';
import { referencesExist } from './references-exist.ts';
import { resourcesSet } from './resources-set.ts';
import { selectorsFrozen } from './selectors-frozen.ts';
import { wavesComplete } from './waves-complete.ts';

const policies: PolicyCheck[] = [
  imagesPinned,
  resourcesSet,
  probesPresent,
  podSecurity,
  agentPrivileges,
  noPlaintextSecrets,
  referencesExist,
  mountsExist,
  addressesResolve,
  networkFlows,
  oneOwner,
  wavesComplete,
  projectsAdmit,
  selectorsFrozen,
];

const wrongAddress = ['E_ADDRESS_UNRESOLVED', 'E_ADDRESS_NOT_QUALIFIED'];

/** Findings of all policies for one environment. */
export function policyFindings(input: PolicyInput): Finding[] {
  const findings = policies.flatMap((policy) => policy(input));
  // Where an address is wrong, the rule that waits for the right one is not.
  const isWrong = findings.some(({ code }) => wrongAddress.includes(code));
  return isWrong ? findings.filter(({ code }) => code !== 'E_FLOW_UNDECLARED') : findings;
}
