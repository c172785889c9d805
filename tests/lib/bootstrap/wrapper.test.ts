import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { machineMissingCapabilities } from '../../../scripts/lib/bootstrap/capabilities.ts';
import { buildWrapper } from '../../../scripts/lib/bootstrap/wrapper.ts';

const folder = mkdtempSync(join(tmpdir(), 'wrapper-'));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('its own tests pass', () => {
  const cwd = join(import.meta.dirname, '../../../scripts/lib/bootstrap/runc-wrapper');
  expect(execFileSync('go', ['test', './...'], { cwd, encoding: 'utf8' })).toContain('ok');
});

test('runs the runc of PATH with the same arguments and a bundle that this machine can give', async () => {
  const bundle = join(folder, 'bundle');
  mkdirSync(bundle, { recursive: true });
  const lacking = machineMissingCapabilities();
  const bounding = ['CAP_KILL', ...lacking];
  writeFileSync(join(bundle, 'config.json'), JSON.stringify({ process: { capabilities: { bounding } } }));
  writeFileSync(join(folder, 'runc'), '#!/bin/sh\necho "$@"\n', { mode: 0o755 });
  const args = ['--root', '/r', 'create', '--bundle', bundle, 'id'];
  const env = { ...process.env, PATH: `${folder}:${process.env.PATH}` };
  expect(execFileSync(await buildWrapper(), args, { env, encoding: 'utf8' })).toBe(`${args.join(' ')}\n`);
  expect(JSON.parse(readFileSync(join(bundle, 'config.json'), 'utf8'))).toEqual({
    process: { capabilities: { bounding: ['CAP_KILL'] } },
  });
});
