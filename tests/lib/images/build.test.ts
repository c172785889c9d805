import { describe, expect, test } from 'vitest';
import { binaryName, buildArguments } from '../../../scripts/lib/images/build/go.ts';
import { debianSources } from '../../../scripts/lib/images/build/rootfs.ts';
import { commandOf, versionOf } from '../../../scripts/lib/images/modules.ts';

describe('buildArguments', () => {
  test('builds a pinned module with its version inside', () => {
    const version = versionOf('mimir');
    expect(buildArguments('mimir', commandOf('mimir'), '/out')).toEqual([
      'go',
      'build',
      '-tags',
      'netgo,stringlabels',
      '-ldflags',
      `-s -w -X github.com/grafana/mimir/pkg/util/version.Version=${version}`,
      '-o',
      '/out/mimir',
      'github.com/grafana/mimir/cmd/mimir',
    ]);
  });

  test('installs what Go can install by version', () => {
    const args = buildArguments('kustomize', commandOf('kustomize'), '/out');
    expect(args[1]).toBe('install');
    expect(args.at(-1)).toBe(`sigs.k8s.io/kustomize/kustomize/v5@v${versionOf('kustomize')}`);
  });
});

test.each([
  ['sigs.k8s.io/kustomize/kustomize/v5', 'kustomize'],
  ['helm.sh/helm/v4/cmd/helm', 'helm'],
  ['example.org/v2x', 'v2x'],
])('Go calls %s %s', (path, name) => {
  expect(binaryName(path)).toBe(name);
});

describe('debianSources', () => {
  const debian = `Types: deb
# a comment
URIs: http://mirror.example/debian
Suites: bookworm bookworm-updates
Components: main
`;

  test('keeps the entries of the suite, in both forms, without comments', () => {
    const line = 'deb http://mirror.example/debian-security bookworm-security main';
    expect(debianSources([`${line}\n# deb http://old.example bookworm main\n`, debian])).toBe(
      `${line}\n\n${debian.replace('# a comment\n', '').trim()}`,
    );
  });

  test('leaves out other vendors, other suites and sources', () => {
    const others = [
      'deb https://packages.example/apt tools-bookworm main',
      'deb http://mirror.example/debian trixie main',
      'deb-src http://mirror.example/debian bookworm main',
    ];
    expect(debianSources([others.join('\n'), debian.replace('bookworm bookworm-updates', 'nodistro')])).toBe(
      '',
    );
  });
});
