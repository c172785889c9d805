// The restricted Pod Security Standard on securityContext, as k8s.io/pod-security-admission v0.36 checks it.
// Relaxations for user namespaces and Windows are left out: nothing here uses them.
import { type Fields, fields, list } from '../kubernetes/guards.ts';
import { type Breach, inline } from './breach.ts';

/** Breaches in the securityContext of a pod, given those of its containers. */
export function podBreaches(context: Fields, containerContexts: Fields[]): Breach[] {
  return [
    ...commonBreaches(context),
    ...inheritedBreaches(context, containerContexts),
    ...sysctlBreaches(context),
  ];
}

/** Breaches in the securityContext of a container. */
export function containerBreaches(context: Fields): Breach[] {
  const { privileged, allowPrivilegeEscalation, readOnlyRootFilesystem, procMount } = context;
  const { drop, add } = fields(context.capabilities);
  const [admitted, forbidden] = split(list(add), (capability) => capability === 'NET_BIND_SERVICE');
  return [
    ...rule(privileged !== true, 'privileged', false, 'is privileged: it may do all that the node may'),
    ...rule(
      allowPrivilegeEscalation === false,
      'allowPrivilegeEscalation',
      false,
      'may gain more privileges than its parent process',
    ),
    ...rule(
      readOnlyRootFilesystem === true,
      'readOnlyRootFilesystem',
      true,
      'may write to its root file system, so an intruder may place programs',
    ),
    ...rule(
      list(drop).includes('ALL'),
      'capabilities.drop',
      ['ALL'],
      'keeps the default capabilities of the container runtime',
    ),
    ...rule(
      forbidden.length === 0,
      'capabilities.add',
      admitted,
      `adds the capabilities ${inline(forbidden)}; only NET_BIND_SERVICE may be added`,
    ),
    ...rule(
      isOneOf(procMount, ['Default']),
      'procMount',
      'Default',
      `mounts /proc with procMount ${inline(procMount)}, which unmasks it`,
    ),
    ...commonBreaches(context),
  ];
}

const PROFILES = ['RuntimeDefault', 'Localhost'];
const SELINUX_TYPES = ['', 'container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t'];

// Fields that pods and containers share, where they are set.
function commonBreaches(context: Fields): Breach[] {
  const { runAsNonRoot, runAsUser } = context;
  const seccomp = fields(context.seccompProfile).type;
  const appArmor = fields(context.appArmorProfile).type;
  const { type, user, role } = fields(context.seLinuxOptions);
  const { hostProcess } = fields(context.windowsOptions);
  return [
    ...rule(isOneOf(runAsNonRoot, [true]), 'runAsNonRoot', true, 'may run as root'),
    ...rule(runAsUser !== 0, 'runAsUser', 10001, 'runs as root: runAsUser is 0'),
    ...rule(
      isOneOf(seccomp, PROFILES),
      'seccompProfile.type',
      'RuntimeDefault',
      `has the seccomp profile ${inline(seccomp)}`,
    ),
    ...rule(
      isOneOf(appArmor, PROFILES),
      'appArmorProfile.type',
      'RuntimeDefault',
      `has the AppArmor profile ${inline(appArmor)}`,
    ),
    ...rule(
      isOneOf(type, SELINUX_TYPES),
      'seLinuxOptions.type',
      'container_t',
      `has the SELinux type ${inline(type)}`,
    ),
    ...rule(isOneOf(user, ['']), 'seLinuxOptions.user', '', `sets the SELinux user ${inline(user)}`),
    ...rule(isOneOf(role, ['']), 'seLinuxOptions.role', '', `sets the SELinux role ${inline(role)}`),
    ...rule(hostProcess !== true, 'windowsOptions.hostProcess', false, 'is a process of the Windows host'),
  ];
}

// A container without these fields takes them from its pod; if the pod has none either, the pod is where to set them.
function inheritedBreaches(pod: Fields, containers: Fields[]): Breach[] {
  const isSet = (read: (context: Fields) => unknown) =>
    !isUnset(read(pod)) || !containers.some((context) => isUnset(read(context)));
  const seccomp = ({ seccompProfile }: Fields) => fields(seccompProfile).type;
  return [
    ...rule(
      isSet(({ runAsNonRoot }) => runAsNonRoot),
      'runAsNonRoot',
      true,
      'may run as root',
    ),
    ...rule(isSet(seccomp), 'seccompProfile.type', 'RuntimeDefault', 'has no seccomp profile'),
  ];
}

const SYSCTLS = [
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.ping_group_range',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_rmem',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.tcp_wmem',
];

function sysctlBreaches({ sysctls }: Fields): Breach[] {
  const [safe, unsafe] = split(list(sysctls), (sysctl) =>
    SYSCTLS.some((name) => name === fields(sysctl).name),
  );
  const names = inline(unsafe.map((sysctl) => fields(sysctl).name));
  return rule(unsafe.length === 0, 'sysctls', safe, `sets the sysctls ${names}, which reach beyond the pod`);
}

function rule(holds: boolean, field: string, wanted: unknown, reason: string): Breach[] {
  return holds ? [] : [{ field: field.split('.'), wanted, reason }];
}

function split(items: unknown[], isGood: (item: unknown) => boolean): [unknown[], unknown[]] {
  return [items.filter(isGood), items.filter((item) => !isGood(item))];
}

function isUnset(value: unknown): boolean {
  return value === undefined || value === null;
}

function isOneOf(value: unknown, allowed: unknown[]): boolean {
  return isUnset(value) || allowed.includes(value);
}
