// What the machine has, as far as bootstrap cares.
import { existsSync, readFileSync } from 'node:fs';
import { $, which } from 'zx';
import { machineMissingCapabilities } from './capabilities.ts';
import { packages } from './packages.ts';
import { wrapperHash } from './wrapper.ts';

export type Docker =
  | { state: 'running'; runtime: string; processId?: number }
  | { state: 'stopped' | 'denied' | 'unreachable'; reason: string };

export type Machine = {
  platform: NodeJS.Platform;
  /** apt can be used. */
  debian: boolean;
  /** Commands run as root, by sudo, or not at all. */
  privilege: 'root' | 'sudo' | 'none';
  systemd: boolean;
  go: boolean;
  missingPackages: string[];
  dockerd: boolean;
  docker: Docker;
  missingCapabilities: string[];
  /** The installed runtime wrapper is the one of this checkout. */
  wrapperCurrent: boolean;
  /** Text of /etc/docker/daemon.json. */
  daemonConfig: string;
  inotifyInstances: number;
  /** A container registry answers. */
  registry: boolean;
};

export const daemonConfigFile = '/etc/docker/daemon.json';
const registryTimeoutMilliseconds = 5000;

/** Looks at this machine. Changes nothing. */
export async function observe(): Promise<Machine> {
  const has = async (name: string) => Boolean(await which(name, { nothrow: true }));
  const [go, apt, dockerd, sudo, docker, missingPackages, registry, wrapper] = await Promise.all([
    has('go'),
    has('apt-get'),
    has('dockerd'),
    has('sudo'),
    observeDocker(),
    notInstalled(packages.map(({ name }) => name)),
    registryAnswers('https://registry-1.docker.io/v2/'),
    wrapperHash(),
  ]);
  return {
    platform: process.platform,
    debian: apt,
    privilege: process.getuid?.() === 0 ? 'root' : sudo ? 'sudo' : 'none',
    systemd: existsSync('/run/systemd/system'),
    go,
    missingPackages,
    dockerd,
    docker,
    missingCapabilities: machineMissingCapabilities(),
    wrapperCurrent: wrapper.installed === wrapper.wanted,
    daemonConfig: text(daemonConfigFile),
    inotifyInstances: Number(text('/proc/sys/fs/inotify/max_user_instances') || Number.POSITIVE_INFINITY),
    registry,
  };
}

/** Whether Docker answers, and with which default runtime. */
export async function observeDocker(): Promise<Docker> {
  const format = '{{.ServerVersion}} {{.DefaultRuntime}}';
  const result = await $({ quiet: true, nothrow: true })`docker info --format ${format}`;
  const [version, runtime] = result.stdout.trim().split(' ');
  const processId = Number(text('/var/run/docker.pid'));
  if (result.exitCode === 0 && version && runtime)
    return { state: 'running', runtime, ...(processId > 0 ? { processId } : {}) };
  const reason = result.stderr.trim().split('\n').at(-1) ?? '';
  if (/permission denied/i.test(reason)) return { state: 'denied', reason };
  // Elsewhere than on this machine: not ours to start.
  const remote = process.env.DOCKER_HOST && !process.env.DOCKER_HOST.startsWith('unix:');
  return { state: remote ? 'unreachable' : 'stopped', reason };
}

async function notInstalled(names: string[]): Promise<string[]> {
  const format = '${Package} ${db:Status-Status}\n';
  const { stdout } = await $({ quiet: true, nothrow: true })`dpkg-query -W -f ${format} ${names}`;
  const installed = new Set(stdout.split('\n').filter((line) => line.endsWith(' installed')));
  return names.filter((name) => !installed.has(`${name} installed`));
}

/** Whether a registry answers at its `/v2/`. */
export async function registryAnswers(url: string): Promise<boolean> {
  try {
    // 401 is an answer: it asks for a token, which pulling gets.
    const signal = AbortSignal.timeout(registryTimeoutMilliseconds);
    const { status } = await fetch(url, { signal });
    return status === 200 || status === 401;
  } catch {
    return false;
  }
}

function text(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return '';
  }
}
