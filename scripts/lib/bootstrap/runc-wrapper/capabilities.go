package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"
)

// In the kernel's order: the position is the number of the bit.
var names = strings.Fields(`CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID KILL SETGID SETUID SETPCAP LINUX_IMMUTABLE
	NET_BIND_SERVICE NET_BROADCAST NET_ADMIN NET_RAW IPC_LOCK IPC_OWNER SYS_MODULE SYS_RAWIO SYS_CHROOT SYS_PTRACE
	SYS_PACCT SYS_ADMIN SYS_BOOT SYS_NICE SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG MKNOD LEASE AUDIT_WRITE AUDIT_CONTROL
	SETFCAP MAC_OVERRIDE MAC_ADMIN SYSLOG WAKE_ALARM BLOCK_SUSPEND AUDIT_READ PERFMON BPF CHECKPOINT_RESTORE`)

// lastCapability is the highest number that this kernel knows.
func lastCapability() int {
	text, err := os.ReadFile("/proc/sys/kernel/cap_last_cap")
	last, parseErr := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil || parseErr != nil || last >= len(names) {
		return len(names) - 1
	}
	return last
}

// missingCapabilities are the kernel's capabilities that are not in the bounding set (CapBnd) of a /proc/<pid>/status.
func missingCapabilities(status string, last int) (map[string]bool, error) {
	_, rest, found := strings.Cut(status, "CapBnd:")
	if !found {
		return nil, fmt.Errorf("/proc/self/status has no CapBnd")
	}
	bounding, err := strconv.ParseUint(strings.Fields(rest)[0], 16, 64)
	if err != nil {
		return nil, err
	}
	missing := map[string]bool{}
	for bit := 0; bit <= last; bit++ {
		if bounding&(1<<bit) == 0 {
			missing["CAP_"+names[bit]] = true
		}
	}
	return missing, nil
}
