// Does one step of the plan. Each returns what it did, in words.

import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { $ } from 'zx';
import { cacheFolder } from '../repository/root.ts';
import { daemonConfigFile, type Machine, observeDocker } from './machine.ts';
import { type Step, wantedInotifyInstances } from './plan.ts';
import { buildWrapper, wrapperName, wrapperPath } from './wrapper.ts';

export const dockerLog = join(cacheFolder, 'dockerd.log');
const startTimeoutSeconds = 60;

/** Does the step; throws with what the failed command said. */
export async function perform(step: Step, machine: Machine): Promise<string> {
  const asRoot = (...command: string[]) => run(machine.privilege === 'sudo' ? ['sudo', ...command] : command);
  switch (step.kind) {
    case 'wrapper':
      await asRoot('install', '-D', '-m', '0755', await buildWrapper(), wrapperPath);
      return `${wrapperPath}, built from scripts/lib/bootstrap/runc-wrapper`;
    case 'daemon-config':
      await writeAsRoot(asRoot, daemonConfigFile, withWrapper(machine.daemonConfig));
      return `${daemonConfigFile}: default-runtime`;
    case 'packages':
      await asRoot('apt-get', 'update', '-qq');
      await asRoot(
        'env',
        'DEBIAN_FRONTEND=noninteractive',
        'apt-get',
        'install',
        '-y',
        '-qq',
        '--no-install-recommends',
        ...(step.names ?? []),
      );
      return `${step.names?.length} packages and what they depend on`;
    case 'inotify':
      await asRoot('sysctl', '-qw', `fs.inotify.max_user_instances=${wantedInotifyInstances}`);
      return 'until the next boot';
    case 'start-docker':
      return machine.systemd ? startBySystemd(asRoot) : startByHand(machine);
    case 'reload-docker':
      if (machine.docker.state !== 'running' || !machine.docker.processId)
        throw new Error('no process id in /var/run/docker.pid. Please restart dockerd yourself');
      await asRoot('kill', '-HUP', String(machine.docker.processId));
      await answers((docker) => docker.state === 'running' && docker.runtime === wrapperName);
      return `SIGHUP to process ${machine.docker.processId}; containers go on`;
  }
}

/** A daemon.json with the wrapper as default runtime; what else is in it stays. */
export function withWrapper(daemonConfig: string): string {
  const config = JSON.parse(daemonConfig || '{}') as { runtimes?: Record<string, unknown> };
  const runtimes = { ...config.runtimes, [wrapperName]: { path: wrapperPath } };
  return `${JSON.stringify({ ...config, runtimes, 'default-runtime': wrapperName }, null, 2)}\n`;
}

type AsRoot = (...command: string[]) => Promise<void>;

async function startBySystemd(asRoot: AsRoot): Promise<string> {
  await asRoot('systemctl', 'enable', '--now', 'docker');
  await answers((docker) => docker.state === 'running');
  return 'by systemd; it starts at boot too';
}

async function startByHand({ privilege }: Machine): Promise<string> {
  mkdirSync(dirname(dockerLog), { recursive: true });
  const log = openSync(dockerLog, 'a');
  const [program = 'dockerd', ...args] = privilege === 'sudo' ? ['sudo', 'dockerd'] : ['dockerd'];
  const child = spawn(program, args, { detached: true, stdio: ['ignore', log, log] });
  let ended: number | undefined;
  child.on('exit', (code) => {
    ended = code ?? 1;
  });
  child.on('error', () => {
    ended = 127;
  });
  child.unref();
  await answers(
    (docker) => docker.state === 'running',
    () => ended !== undefined,
  );
  return `process ${child.pid}, log in ${dockerLog} (there is no init system)`;
}

async function answers(
  good: (docker: Awaited<ReturnType<typeof observeDocker>>) => boolean,
  ended = () => false,
) {
  const deadline = Date.now() + startTimeoutSeconds * 1000;
  while (Date.now() < deadline && !ended()) {
    if (good(await observeDocker())) return;
    await sleep(500);
  }
  const reason = ended() ? 'dockerd ended' : `Docker is not ready after ${startTimeoutSeconds} s`;
  throw new Error([reason, ...lastLines(dockerLog)].join('\n'));
}

async function writeAsRoot(asRoot: AsRoot, path: string, content: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bootstrap-'));
  try {
    writeFileSync(join(folder, 'content'), content);
    await asRoot('install', '-D', '-m', '0644', join(folder, 'content'), path);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function run(command: string[]): Promise<void> {
  const result = await $({ quiet: true, nothrow: true })`${command}`;
  if (result.exitCode === 0) return;
  const said = (result.stderr || result.stdout).trim().split('\n').slice(-5).join('\n');
  throw new Error(`${command.join(' ')} failed with ${result.exitCode}\n${said}`);
}

function lastLines(path: string): string[] {
  try {
    return readFileSync(path, 'utf8').trim().split('\n').slice(-5);
  } catch {
    return [];
  }
}
