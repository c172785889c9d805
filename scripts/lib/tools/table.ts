// The one table of tools and their versions.

export type Platform = 'linux-amd64' | 'linux-arm64' | 'darwin-amd64' | 'darwin-arm64';

export type Tool = {
  name: string;
  /** Exact version, without `v`. */
  version: string;
  /** Arguments that print the version; the version is looked for in what they print. */
  versionArguments: string[];
  release: {
    /** URL with `<version>`, `<os>` and `<arch>`. */
    url: string;
    /** Path of the binary in the archive; absent when the download is the binary. */
    member?: string;
    /** SHA-256 of the download, or the URL of the checksum that the release publishes beside it. */
    sha256: Record<Platform, string> | { url: string };
  };
  /** How to build it from its Go module, checked against the checksum database. */
  build: {
    /** `module/path/of/command`. */
    package: string;
    /** Folder of a go.mod of ours, for commands whose own module cannot be installed by version. */
    module?: string;
    /** Variable that carries the version into the binary. */
    versionVariable?: string;
  };
};

/** Every tool that the toolkit runs. Renovate reads the versions from here. */
export const tools = {
  helm: {
    name: 'helm',
    version: '4.3.1',
    versionArguments: ['version', '--short'],
    release: {
      url: 'https://get.helm.sh/helm-v<version>-<os>-<arch>.tar.gz',
      member: '<os>-<arch>/helm',
      sha256: { url: 'https://get.helm.sh/helm-v<version>-<os>-<arch>.tar.gz.sha256' },
    },
    build: {
      package: 'helm.sh/helm/v4/cmd/helm',
      versionVariable: 'helm.sh/helm/v4/internal/version.version',
    },
  },
  kubeconform: {
    name: 'kubeconform',
    version: '0.8.0',
    versionArguments: ['-v'],
    release: {
      url: 'https://github.com/yannh/kubeconform/releases/download/v<version>/kubeconform-<os>-<arch>.tar.gz',
      member: 'kubeconform',
      sha256: {
        'linux-amd64': '9bc2bffbf71f261128533edaf912153948b7ff238f9a531ae6d34466ec287883',
        'linux-arm64': '1f53fc8e81258197a35e8603054162a5af1de8c5af13746c71ab680d9534ed87',
        'darwin-amd64': '71dbc87ac9f24099a62b93570e65aa06312ba6ac8aea63b7f86e9d999edf5a92',
        'darwin-arm64': 'f84f4dfbebf4a6b0b230385fa065a39ea35e02608c2b50d025dcf64775a69d67',
      },
    },
    build: { package: 'github.com/yannh/kubeconform/cmd/kubeconform', versionVariable: 'main.version' },
  },
  kind: {
    name: 'kind',
    version: '0.33.0',
    versionArguments: ['version'],
    release: {
      url: 'https://github.com/kubernetes-sigs/kind/releases/download/v<version>/kind-<os>-<arch>',
      sha256: {
        'linux-amd64': 'aee6151561422756b764a4ae28e7f44cda5af5a9eead3cc9985112b1de8d8e0d',
        'linux-arm64': '20022bee6cfcd5086cb7234d218e3454e6090022f2a8f55d1fa7fcf42c3867a2',
        'darwin-amd64': '5a99f26f57246dc9319dd294803313197a0f34d33c525b3ea8b655db5916ece0',
        'darwin-arm64': '0c8c7dbe5e23594a198b786c4bc13dacc101fa6196b0cb0b23a1ca44e61f4b4f',
      },
    },
    build: { package: 'sigs.k8s.io/kind' },
  },
  kubectl: {
    name: 'kubectl',
    version: '1.36.3',
    versionArguments: ['version', '--client'],
    release: {
      url: 'https://dl.k8s.io/release/v<version>/bin/<os>/<arch>/kubectl',
      sha256: {
        'linux-amd64': 'ebbd080e7c2e275093b55915722043257eb24004363e20acb3c4d71919f88336',
        'linux-arm64': '3d86f24401c41ae5a46ac50eef8865fe891d3647d324a0836f6c63757a126e62',
        'darwin-amd64': '158b3b46cf74e8b6bd9b1d7cd30f665e3efb2bc1ec3c843ec925bcfdd2930de0',
        'darwin-arm64': 'fc8582acde13869a606730a79379d6515f30c68afcced0b5ac8789d5d002b7d6',
      },
    },
    build: {
      package: 'k8s.io/kubernetes/cmd/kubectl',
      module: 'scripts/lib/tools/kubectl',
      versionVariable: 'k8s.io/component-base/version.gitVersion',
    },
  },
} satisfies Record<string, Tool>;

export type ToolName = keyof typeof tools;
