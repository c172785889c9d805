// Stands in front of runc on a machine that lacks capabilities. runc gives up when it is asked for a capability
// that is not in its bounding set ("unable to apply caps"); this program takes those out of what runc is asked for:
// from the bundle's config.json on `create` and `run`, from the --process file on `exec`. It is given to Docker as
// default runtime, and to containerd in the kind node as BinaryName. It keeps no configuration: the bounding set that
// counts is its own, because runc inherits it.
package main

import (
	"fmt"
	"os"
	"os/exec"
	"syscall"
)

// source names what this was built from; the linker sets it.
var source = "unknown"

func main() {
	if len(os.Args) == 2 && os.Args[1] == "--source" {
		fmt.Println(source)
		return
	}
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "runc-within-bounds:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if target := parse(args); target.file != "" {
		status, err := os.ReadFile("/proc/self/status")
		if err != nil {
			return err
		}
		missing, err := missingCapabilities(string(status), lastCapability())
		if err != nil {
			return err
		}
		if err := rewrite(target, missing); err != nil {
			return err
		}
	}
	runc, err := exec.LookPath("runc")
	if err != nil {
		runc = "/usr/sbin/runc"
	}
	return syscall.Exec(runc, append([]string{"runc"}, args...), os.Environ())
}
