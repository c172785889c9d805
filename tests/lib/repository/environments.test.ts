import { describe, expect, test } from 'vitest';
import { CommandError } from '../../../scripts/lib/cli/errors.ts';
import {
  environmentFiles,
  environmentNames,
  selectEnvironments,
} from '../../../scripts/lib/repository/environments.ts';
import { folderWith } from '../helpers.ts';

const checkout = () =>
  folderWith({
    'environments/staging/loki.yaml': 'retention: 24h\n',
    'environments/staging/environment.yaml': 'global: [\n',
    'environments/staging/folder/x.yaml': '',
    'environments/README.md': '',
    'environments/without-overlay/a.yaml': '',
    'argocd/overlays/staging/kustomization.yaml': '',
    'argocd/overlays/without-folder/kustomization.yaml': '',
  });

test('an environment has a folder, an overlay, or both', () => {
  expect(environmentNames(checkout())).toEqual(['staging', 'without-folder', 'without-overlay']);
});

test('a checkout without any has none', () => {
  expect(environmentNames(folderWith())).toEqual([]);
});

describe('selectEnvironments', () => {
  test('all, when none is named', () => {
    expect(selectEnvironments(checkout(), [])).toHaveLength(3);
  });

  test('the named ones, once each, in the usual order', () => {
    expect(selectEnvironments(checkout(), ['without-folder', 'staging', 'staging'])).toEqual([
      'staging',
      'without-folder',
    ]);
  });

  test('a name that is none', () => {
    expect(() => selectEnvironments(checkout(), ['staging', 'nope'])).toThrow(
      new CommandError(
        'E_USAGE there is no environment nope.\nPlease use one of: staging, without-folder, without-overlay',
      ),
    );
  });
});

describe('environmentFiles', () => {
  test('every file by name, parsed, folders left out', () => {
    const [settings, values, ...rest] = environmentFiles(checkout(), 'staging');
    expect(rest).toEqual([]);
    expect(values).toMatchObject({
      path: 'environments/staging/loki.yaml',
      name: 'loki.yaml',
      text: 'retention: 24h\n',
      yaml: { data: { retention: '24h' } },
    });
    expect(settings).toMatchObject({
      name: 'environment.yaml',
      yaml: { data: undefined, problem: { line: 2 } },
    });
  });

  test('of an environment without a folder', () => {
    expect(environmentFiles(checkout(), 'without-folder')).toEqual([]);
  });
});
