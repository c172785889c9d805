// charts/agent/files/check.sh, run by the shell: what it tells the kubelet and what it serves.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { run } from '../../scripts/lib/process/run.ts';
import { toolkitRoot } from '../../scripts/lib/repository/root.ts';

const script = join(toolkitRoot, 'charts/agent/files/check.sh');
const running = (gadget: string, count: number) =>
  `ig_gadgets_running{gadget_image="registry.example.org/gadget/${gadget}:v0.45.0",otel_scope_name="ig"} ${count}\n`;

let folder: string;
let server: Server;
let port: number;
let metrics: string | undefined;
let stop: () => Promise<void>;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'check-'));
  mkdirSync(join(folder, 'sys/kernel/btf'), { recursive: true });
  writeFileSync(join(folder, 'sys/kernel/btf/vmlinux'), '');
  writeFileSync(join(folder, 'gadgets'), 'trace_exec kprobes\ntrace_open\n');
  server = createServer((_request, response) => {
    if (metrics === undefined) response.destroy();
    else response.end(metrics);
  });
  await listen(server);
  const free = createServer();
  port = await listen(free);
  free.close();
});

afterEach(async () => {
  await stop();
  server.close();
  rmSync(folder, { recursive: true });
});

async function listen(listener: Server): Promise<number> {
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  return (listener.address() as AddressInfo).port;
}

const environment = (strict: boolean) => ({
  ...process.env,
  STATE: join(folder, 'state'),
  SYS: join(folder, 'sys'),
  GADGETS: join(folder, 'gadgets'),
  TRACER: `http://127.0.0.1:${(server.address() as AddressInfo).port}/metrics`,
  PORT: String(port),
  INTERVAL: '1',
  STRICT: String(strict),
});

async function watch({
  kprobes = false,
  strict = false,
  answer = '' as string | undefined,
  release = '6.1.0-44-amd64',
}) {
  metrics = answer;
  if (kprobes) mkdirSync(join(folder, 'sys/bus/event_source/devices/kprobe'), { recursive: true });
  const env = { ...environment(strict), RELEASE: release };
  const child = spawn('sh', [script, 'watch'], { env, stdio: 'ignore', detached: true });
  const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()));
  stop = async () => {
    if (child.pid) process.kill(-child.pid, 'SIGTERM');
    await ended;
  };
  const served = join(folder, 'state/www/metrics.txt');
  for (let n = 0; n < 100 && !existsSync(join(folder, 'state/unready')); n++) await sleep(100);
  const ask = async (what: string) => {
    const { exitCode, stdout } = await run('sh', [script, what], { env });
    return { exitCode, stdout };
  };
  const samples = readFileSync(served, 'utf8')
    .split('\n')
    .filter((line) => /^agent/.test(line));
  return { ask, samples };
}

const settled = async () => {
  for (let n = 0; n < 100 && !existsSync(join(folder, 'state/settled')); n++) await sleep(100);
};

test('what the kernel cannot run is said once, and the pod is ready', async () => {
  const { ask, samples } = await watch({ answer: running('trace_open', 1) + running('trace_exec', 0) });
  expect(samples).toEqual([
    'agent_gadget_running{gadget="trace_exec"} 0',
    'agent_gadget_running{gadget="trace_open"} 1',
    'agent_gadget_supported{gadget="trace_exec",reason="the kernel has no kprobes"} 0',
    'agent_gadget_supported{gadget="trace_open",reason=""} 1',
  ]);
  expect(await ask('ready')).toEqual({ exitCode: 0, stdout: '' });
  await settled();
  expect(await ask('started')).toEqual({
    exitCode: 1,
    stdout: 'this node runs without:\ntrace_exec: the kernel has no kprobes\n',
  });
  expect(await ask('started')).toEqual({ exitCode: 0, stdout: '' });
});

test('with strict the pod is unready for it', async () => {
  const { ask } = await watch({ strict: true, answer: running('trace_open', 1) });
  expect(await ask('ready')).toEqual({ exitCode: 1, stdout: 'trace_exec: the kernel has no kprobes\n' });
});

test('what the kernel can run and does not is a failure', async () => {
  const { ask, samples } = await watch({ kprobes: true, answer: running('trace_open', 1) });
  expect(samples).toContain('agent_gadget_supported{gadget="trace_exec",reason=""} 1');
  expect(samples).toContain('agent_gadget_running{gadget="trace_exec"} 0');
  const reason = 'it is not running, although this node can run it: the log of the tracer says why';
  expect(await ask('ready')).toEqual({ exitCode: 1, stdout: `trace_exec: ${reason}\n` });
});

test('what runs is not called unsupported, whatever the kernel seems to lack', async () => {
  const { ask, samples } = await watch({ answer: running('trace_open', 1) + running('trace_exec', 1) });
  expect(samples).toContain('agent_gadget_supported{gadget="trace_exec",reason=""} 1');
  expect(await ask('ready')).toEqual({ exitCode: 0, stdout: '' });
  await settled();
  expect(await ask('started')).toEqual({ exitCode: 0, stdout: '' });
});

test('a tracer that does not answer is not ready, and has not started', async () => {
  const { ask } = await watch({ answer: undefined });
  const lines = ['trace_exec', 'trace_open']
    .map((gadget) => `${gadget}: the tracer does not answer\n`)
    .join('');
  expect(await ask('ready')).toEqual({ exitCode: 1, stdout: lines });
  expect(await ask('started')).toEqual({ exitCode: 1, stdout: 'not checked yet\n' });
});

test.each([
  ['5.4.0-216-generic', true],
  ['4.18.0-553.el8_10.x86_64', true],
  ['5.10', false],
  ['6.1.0-44-amd64', false],
  ['10.0.1', false],
])('kernel %s is too old: %s', async (release, isOld) => {
  const { samples } = await watch({ kprobes: true, release, answer: running('trace_exec', 1) });
  const [reason, value] = isOld ? ['the kernel is older than 5.10', 0] : ['', 1];
  expect(samples).toContain(`agent_gadget_supported{gadget="trace_open",reason="${reason}"} ${value}`);
});
