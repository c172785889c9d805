// A tool that is installed already.
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { findOnPath } from '../../../scripts/lib/tools/path.ts';
import { folderWith } from '../helpers.ts';
import { everywhere, program, thing } from './server.ts';

const tool = thing({ url: '', sha256: everywhere('') });
const path = process.env.PATH;

afterEach(() => {
  process.env.PATH = path;
});

/** Puts a program named `thing` first on PATH. */
function install(script: string, folder = ''): string {
  const root = folderWith({ [join(folder, 'thing')]: script });
  chmodSync(join(root, folder, 'thing'), 0o755);
  process.env.PATH = `${join(root, folder)}:${path}`;
  return join(root, folder, 'thing');
}

test('the wanted version', async () => {
  const installed = install(program('1.2.3'));
  expect(await findOnPath(tool)).toEqual({ path: installed, reason: '' });
});

test('a version on stderr, without v', async () => {
  const installed = install('#!/bin/sh\necho thing version 1.2.3 >&2\n');
  expect(await findOnPath(tool)).toEqual({ path: installed, reason: '' });
});

test('another version', async () => {
  const installed = install(program('1.2.4'));
  expect(await findOnPath(tool)).toEqual({ reason: `${installed} is 1.2.4, wanted is 1.2.3` });
});

test('a version with a commit, as Helm prints it', async () => {
  const installed = install(program('1.2.3+g0123abc'));
  expect(await findOnPath(tool)).toEqual({ path: installed, reason: '' });
});

test.each(['1.2.3-rc.1', '11.2.3', '1.2.30'])('%s is another version', async (version) => {
  install(program(version));
  expect((await findOnPath(tool)).path).toBeUndefined();
});

test('a program that fails or says nothing', async () => {
  const installed = install('#!/bin/sh\nexit 3\n');
  expect(await findOnPath(tool)).toEqual({
    reason: `${installed} is of an unknown version, wanted is 1.2.3`,
  });
});

test('not there', async () => {
  expect(await findOnPath(tool)).toEqual({ reason: 'not there' });
});

test('our own bin entry is not the tool', async () => {
  install(program('1.2.3'), 'node_modules/.bin');
  expect(await findOnPath(tool)).toEqual({ reason: 'not there' });
});
