// What must be done so that a machine can run the kind cluster, and the tests. Pure: from what was observed to steps and problems.
import type { Machine } from './machine.ts';
import { type Purpose, packages } from './packages.ts';
import { wrapperName } from './wrapper.ts';

export type Step = {
  kind: 'wrapper' | 'daemon-config' | 'packages' | 'inotify' | 'start-docker' | 'reload-docker';
  title: string;
  why: string;
  /** For `packages`. */
  names?: string[];
};

/** Problems need a person; with any of them no step is done. */
export type Plan = { steps: Step[]; problems: string[] };

/** Loki, the collector and the kubelet watch many files: with fewer they stop with "too many open files". */
export const wantedInotifyInstances = 1024;

/** The steps in the order in which they must be done; none when the machine is ready. `tests`: for the kernels too. */
export function plan(machine: Machine, { tests = false } = {}): Plan {
  const steps = machine.platform === 'linux' ? linuxSteps(machine, tests) : [];
  return { steps, problems: problems(machine, steps) };
}

function linuxSteps(machine: Machine, tests: boolean): Step[] {
  const steps: Step[] = [];
  const { docker, missingCapabilities: missing } = machine;
  const wrapped = missing.length > 0;
  const bounded = `this machine lacks ${missing.join(', ')}, and runc gives up on privileged containers without it`;
  if (wrapped && !machine.wrapperCurrent)
    steps.push({ kind: 'wrapper', title: `install ${wrapperName} in front of runc`, why: bounded });
  if (wrapped && !usesWrapper(machine.daemonConfig))
    steps.push({ kind: 'daemon-config', title: `make ${wrapperName} Docker's runtime`, why: bounded });

  const names = wantedPackages(machine, tests);
  if (names.length > 0) {
    const why = names.map((name) => `${name} ${packages.find((row) => row.name === name)?.why}`).join('; ');
    steps.push({ kind: 'packages', title: `install ${names.join(' ')}`, why, names });
  }
  if (machine.inotifyInstances < wantedInotifyInstances)
    steps.push({
      kind: 'inotify',
      title: `raise fs.inotify.max_user_instances from ${machine.inotifyInstances} to ${wantedInotifyInstances}`,
      why: 'with fewer, pods stop with "too many open files"',
    });
  if (docker.state === 'stopped')
    steps.push({
      kind: 'start-docker',
      title: 'start dockerd',
      why: `Docker does not answer: ${docker.reason}`,
    });
  if (docker.state === 'running' && wrapped && docker.runtime !== wrapperName)
    steps.push({
      kind: 'reload-docker',
      title: 'make dockerd read its configuration again',
      why: `its runtime is still ${docker.runtime}`,
    });
  return steps;
}

function wantedPackages(
  { debian, docker, dockerd, missingPackages, registry }: Machine,
  tests: boolean,
): string[] {
  if (!debian) return [];
  const purposes: Purpose[] = [
    ...(registry ? [] : ['images' as const]),
    ...(tests ? ['kernels' as const] : []),
  ];
  const wanted = packages
    .filter((row) => !row.for || row.for.some((purpose) => purposes.includes(purpose)))
    .map(({ name }) => name);
  // Docker from elsewhere (docker-ce, Docker Desktop, another machine) is as good.
  const present = docker.state !== 'stopped' || dockerd ? ['docker.io', 'iptables'] : [];
  return wanted.filter((name) => missingPackages.includes(name) && !present.includes(name));
}

function problems(machine: Machine, steps: Step[]): string[] {
  const { platform, docker, debian, dockerd, privilege, go } = machine;
  const found: string[] = [];
  if (docker.state === 'denied')
    found.push(
      `${docker.reason}. Please add yourself to its group: sudo usermod -aG docker $USER, then log in again`,
    );
  if (docker.state === 'unreachable') found.push(`DOCKER_HOST=${process.env.DOCKER_HOST}: ${docker.reason}`);
  if (docker.state === 'stopped' && platform !== 'linux')
    found.push('Docker does not answer. Please start Docker Desktop');
  if (docker.state === 'stopped' && platform === 'linux' && !debian && !dockerd)
    found.push('Docker is not installed and there is no apt-get. Please install Docker');
  if (steps.length > 0 && privilege === 'none')
    found.push('The steps need root. Please run this as root, or install sudo');
  if (!go && steps.some(({ kind }) => kind === 'wrapper'))
    found.push('Go is needed to build the runtime wrapper. Please install it from https://go.dev/dl/');
  if (!parses(machine.daemonConfig)) found.push('/etc/docker/daemon.json is not JSON. Please repair it');
  return found;
}

/** Whether a daemon.json makes the wrapper the default runtime. */
export function usesWrapper(daemonConfig: string): boolean {
  return (
    parses(daemonConfig) &&
    (JSON.parse(daemonConfig || '{}') as Record<string, unknown>)['default-runtime'] === wrapperName
  );
}

function parses(daemonConfig: string): boolean {
  try {
    JSON.parse(daemonConfig || '{}');
    return true;
  } catch {
    return false;
  }
}
