// Which capabilities this machine cannot give to a container.
import { readFileSync } from 'node:fs';

// In the kernel's order: the position is the number of the bit.
const names = `CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID KILL SETGID SETUID SETPCAP LINUX_IMMUTABLE
  NET_BIND_SERVICE NET_BROADCAST NET_ADMIN NET_RAW IPC_LOCK IPC_OWNER SYS_MODULE SYS_RAWIO SYS_CHROOT SYS_PTRACE
  SYS_PACCT SYS_ADMIN SYS_BOOT SYS_NICE SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG MKNOD LEASE AUDIT_WRITE AUDIT_CONTROL
  SETFCAP MAC_OVERRIDE MAC_ADMIN SYSLOG WAKE_ALARM BLOCK_SUSPEND AUDIT_READ PERFMON BPF CHECKPOINT_RESTORE`.split(
  /\s+/,
);

/** The kernel's capabilities, up to number `last`, that are not in the bounding set of a `/proc/<pid>/status`. */
export function missingCapabilities(status: string, last: number): string[] {
  const bounding = BigInt(`0x${/^CapBnd:\s*([0-9a-f]+)/m.exec(status)?.[1] ?? 'ffffffffffffffff'}`);
  return names
    .filter((_, bit) => bit <= last && (bounding & (1n << BigInt(bit))) === 0n)
    .map((name) => `CAP_${name}`);
}

/** Those of this machine; none where there is no /proc. */
export function machineMissingCapabilities(): string[] {
  try {
    const last = Number(readFileSync('/proc/sys/kernel/cap_last_cap', 'utf8'));
    return missingCapabilities(readFileSync('/proc/self/status', 'utf8'), last);
  } catch {
    return [];
  }
}
