// Credentials in one rendered object that is no Secret.
import { type Fields, fields, list, text } from '../kubernetes/guards.ts';
import { type Container, containers, workloads } from '../kubernetes/podspec.ts';
import type { Resource } from '../kubernetes/resource.ts';
import { strings } from '../kubernetes/strings.ts';
import { configurationCredentials, credentials } from './plaintext.ts';
import { isLiteral, isSecretName } from './secret-names.ts';
import type { RenderedApplication } from './types.ts';
import { containerTitle, containerValues, type Violation } from './violation.ts';

/** The component that renders an object, and the folder of its chart. */
type Owner = Pick<RenderedApplication, 'component' | 'chart'>;

/** Every credential of an object, once. */
export function plaintextViolations(resource: Resource, owner: Owner): Violation[] {
  const all = workloads([resource]).flatMap(({ podSpec, path }) => containers(podSpec, path));
  const named = all.flatMap((container) => [...variables(container, owner), ...flags(container, owner)]);
  const paths = named.map(({ path }) => path);
  return [
    ...named,
    ...strings(resource)
      .filter(({ path }) => !paths.includes(path))
      .flatMap(({ text: value, path }) => inText(value, path, resource.kind, owner)),
  ];
}

function variables(container: Container, owner: Owner): Violation[] {
  return list(container.container.env).flatMap((variable, index) => {
    const { name, value } = fields(variable);
    if (!isSecretName(text(name)) || !isLiteral(text(value))) return [];
    const env = [fromSecret(text(name), owner)];
    return [
      {
        path: `${container.path}.env[${index}].value`,
        reason: `${containerTitle(container)} has a literal value for ${text(name)}.`,
        fix: container.init ? containerValues(container, { env }) : { extraEnv: env },
      },
    ];
  });
}

// `--password`, then its value as an argument of its own.
function flags(container: Container, owner: Owner): Violation[] {
  return ['command', 'args'].flatMap((field) => {
    const words = list(container.container[field]).map(text);
    return words.flatMap((flag, index) => {
      const value = words[index + 1] ?? '';
      if (!/^--?[\w.-]+$/.test(flag) || !isSecretName(flag) || value.startsWith('-') || !isLiteral(value))
        return [];
      const name = variableName(flag);
      return [
        {
          path: `${container.path}.${field}[${index + 1}]`,
          reason: `${containerTitle(container)} has a literal value for ${flag}. Write $(${name}) there.`,
          fix: { extraEnv: [fromSecret(name, owner)] },
        },
      ];
    });
  });
}

const ARGUMENT = /\.(args|command)\[\d+\]$/;

function inText(value: string, path: string, kind: string, owner: Owner): Violation[] {
  const isArgument = ARGUMENT.test(path);
  const isConfiguration = isArgument || (kind === 'ConfigMap' && path.startsWith('data'));
  const found = isConfiguration ? configurationCredentials(value) : credentials(value);
  return found.map(({ line, what, name = 'credential' }) => {
    const variable = variableName(name);
    const where = value.trimEnd().includes('\n') ? `Line ${line}` : 'This';
    const reference = isArgument ? `$(${variable})` : environmentReference(owner, variable);
    return {
      path,
      reason: `${where} holds ${what}. Write ${reference} there.`,
      fix: { extraEnv: [fromSecret(variable, owner)] },
    };
  });
}

// How the configuration of each product refers to a variable.
function environmentReference({ chart }: Owner, variable: string): string {
  if (chart === 'charts/collector') return `\${env:${variable}}`;
  return chart === 'charts/grafana' ? `$__env{${variable}}` : `\${${variable}}`;
}

function fromSecret(name: string, { component }: Owner): Fields {
  const key = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  return { name, valueFrom: { secretKeyRef: { name: `${component}-credentials`, key } } };
}

// `--s3.secretKey` → `S3_SECRET_KEY`
function variableName(name: string): string {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_/, '')
    .toUpperCase();
}
