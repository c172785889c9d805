# Prints facts about a node as key=value lines. $1: where the node's root is seen; empty on the machine itself.
# POSIX shell, and in a pod no other program than busybox. It only reads.
host=${1:-}

tool() { if [ -n "$host" ]; then busybox "$@"; else "$@"; fi; }
exists() { if [ -e "$host$2" ]; then echo "$1=yes"; else echo "$1=no"; fi; }
# The first line of a file; nothing where it cannot be read. Not with the shell's own read: that asks for one byte at a
# time, and files of /proc/sys answer no more than the first of a number.
line() { tool head -n 1 "$host$1" 2>/dev/null; }
first() { echo "$1=$(line "$2")"; }
mounted() { if tool grep -qs " $2 $3 " "$host/proc/1/mounts"; then echo "$1=yes"; else echo "$1=no"; fi; }

first release /proc/sys/kernel/osrelease
echo "architecture=$(tool uname -m)"
echo "os=$(tool grep -s '^PRETTY_NAME=' "$host/etc/os-release" | tool cut -d '"' -f 2)"

exists btf /sys/kernel/btf/vmlinux
exists kprobe_events /sys/bus/event_source/devices/kprobe
exists uprobe_events /sys/bus/event_source/devices/uprobe
exists tracepoint_events /sys/bus/event_source/devices/tracepoint
exists perf_events /proc/sys/kernel/perf_event_paranoid
# Kernels that have tracefs let the agent mount it.
if tool grep -qsw tracefs "$host/proc/filesystems"; then echo tracefs=yes; else echo tracefs=no; fi
mounted bpffs /sys/fs/bpf bpf

first lockdown /sys/kernel/security/lockdown
first lsm /sys/kernel/security/lsm
if [ -e "$host/sys/fs/cgroup/cgroup.controllers" ]; then echo cgroup=v2
elif [ -e "$host/sys/fs/cgroup/unified/cgroup.controllers" ]; then echo cgroup=hybrid
else echo cgroup=v1; fi
first unprivileged_bpf_disabled /proc/sys/kernel/unprivileged_bpf_disabled
first perf_event_paranoid /proc/sys/kernel/perf_event_paranoid
first kptr_restrict /proc/sys/kernel/kptr_restrict

# The bounding set of the node's first process: no pod gets more. A pod's own only says what was asked for it.
echo "bounding=$(tool grep -s '^CapBnd:' "$host/proc/1/status" | tool tr -cd '0-9a-f' | tool tail -c 16)"
first last_capability /proc/sys/kernel/cap_last_cap

# Exported, so that no optimisation renames it. Tells a kernel without kprobes from one that does not trace with them.
if tool grep -q ' register_kprobe$' "$host/proc/kallsyms" 2>/dev/null; then echo register_kprobe=yes; else echo register_kprobe=no; fi
wanted='^CONFIG_(BPF_SYSCALL|DEBUG_INFO_BTF|KPROBES|KPROBE_EVENTS|UPROBE_EVENTS|FTRACE_SYSCALLS|CGROUP_BPF|SECURITY_LOCKDOWN_LSM)='
boot="$host/boot/config-$(line /proc/sys/kernel/osrelease)"
if [ -r "$host/proc/config.gz" ]; then
  echo config=/proc/config.gz
  tool zcat "$host/proc/config.gz" | tool grep -E "$wanted"
elif [ -r "$boot" ]; then
  echo "config=${boot#"$host"}"
  tool grep -E "$wanted" "$boot"
fi
exit 0
