// `npm run doctor`.
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { observe } from '../bootstrap/machine.ts';
import { plan } from '../bootstrap/plan.ts';
import { sharedOptions } from '../cli/command.ts';
import { CommandError } from '../cli/errors.ts';
import type { Arguments, Command } from '../cli/types.ts';
import { type Cluster, clusterOf, defaultClusterName, environment } from '../cluster/cluster.ts';
import { loadImages, requireCluster } from '../cluster/kind.ts';
import { kubectlOf } from '../cluster/kubectl.ts';
import { obtainAll } from '../cluster/obtain.ts';
import { isMissing } from '../images/result.ts';
import { shellImage } from '../images/shell.ts';
import { run, StepError } from '../process/run.ts';
import { selectEnvironments } from '../repository/environments.ts';
import { toolkitRoot } from '../repository/root.ts';
import { type NodeFacts, parseFacts } from './facts.ts';
import { machineFindings } from './findings.ts';
import { environmentGadgets } from './gadgets.ts';
import { factsScript, look } from './look.ts';
import { report, type Seen } from './report.ts';
import { doctorText } from './text.ts';

export const doctorCommand: Command = {
  name: 'doctor',
  description:
    'Says what the agent can do with the kernel of this machine, and what the machine lacks for a local cluster. Or with the kernel of each node of a cluster.',
  options: {
    cluster: {
      description: `every node of this kind cluster (\`npm run up\` makes ${defaultClusterName})`,
      value: 'name',
    },
    kubeconfig: { description: "every node of the cluster of this file's current context", value: 'file' },
    image: { description: `image with a shell for the nodes (${shellImage})`, value: 'reference' },
    environment: {
      description: `whose gadgets are asked for (${environment})`,
      value: 'name',
    },
    json: sharedOptions.json,
  },
  examples: [
    ['npm run doctor', 'this machine'],
    [`npm run doctor -- --cluster ${defaultClusterName}`, 'the local cluster'],
    [
      'npm run doctor -- --kubeconfig ~/.kube/config --environment staging',
      'any cluster: makes namespace doctor, and removes it',
    ],
  ],
  async run({ values }) {
    const seen = await see(values);
    const [wanted = environment] = selectEnvironments(toolkitRoot, [
      String(values.environment ?? environment),
    ]);
    const gadgets = await environmentGadgets(wanted);
    const { exitCode, ...found } = report(seen, gadgets, wanted);
    process.stdout.write(
      values.json
        ? `${JSON.stringify(found, null, 2)}\n`
        : (seen.machine?.length === 0 ? 'This machine has what a local cluster needs.\n\n' : '') +
            doctorText(found.groups, found.findings, gadgets, wanted),
    );
    return exitCode;
  },
};

async function see({ cluster, kubeconfig, image }: Arguments['values']): Promise<Seen> {
  if (cluster !== undefined && kubeconfig !== undefined)
    throw new CommandError(
      'E_USAGE doctor: --cluster and --kubeconfig name two clusters.\nPlease set one of them.',
    );
  const reference = typeof image === 'string' ? image : shellImage;
  if (typeof kubeconfig === 'string') {
    if (!existsSync(kubeconfig))
      throw new CommandError(
        `E_USAGE doctor: there is no file ${kubeconfig}.\nPlease set: --kubeconfig <file>`,
      );
    return seeCluster({ name: kubeconfig, folder: dirname(kubeconfig), kubeconfig }, reference);
  }
  if (typeof cluster === 'string') {
    const wanted = clusterOf(cluster);
    await requireCluster(wanted);
    return seeCluster(wanted, reference, () => loadInto(wanted, reference));
  }
  const machine = machineFindings(plan(await observe()));
  // Elsewhere Docker runs in a virtual machine, whose kernel only a pod can see.
  const nodes = process.platform === 'linux' ? [await thisMachine()] : [];
  return { nodes, unread: [], machine };
}

async function seeCluster(cluster: Cluster, image: string, prepare = async () => {}): Promise<Seen> {
  try {
    await prepare();
    return await look(await kubectlOf(cluster), image);
  } catch (error) {
    if (!(error instanceof StepError)) throw error;
    // kubectl repeats itself in its own log before it says it to people.
    const said = error.message.replaceAll(/^E\d{4} .*\n/gm, '');
    throw new CommandError(
      `E_CLUSTER ${said}\nPlease see that the cluster answers, and run this as someone who may list nodes, and create and delete namespaces and pods.`,
    );
  }
}

// As `up` does it, for machines without registry. What cannot be had here the nodes may still pull.
async function loadInto(cluster: Cluster, image: string): Promise<void> {
  const [result] = await obtainAll([image], undefined, (line) => process.stderr.write(`${line}\n`));
  if (result && !isMissing(result)) await loadImages(cluster, [image]);
}

async function thisMachine(): Promise<NodeFacts> {
  const { exitCode, stdout, stderr } = await run('sh', ['-c', factsScript()], { timeoutSeconds: 60 });
  if (exitCode !== 0) throw new CommandError(`E_TOOL sh: ${stderr.trim()}`);
  const none = { runtime: '', kata: [], gpu: false, nested: false };
  return { node: 'this machine', system: 'linux', ...none, ...parseFacts(stdout) };
}
