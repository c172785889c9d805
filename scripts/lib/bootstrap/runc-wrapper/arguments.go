package main

import (
	"path/filepath"
	"strings"
)

// target is the file that names capabilities, and where in it they are.
type target struct {
	file    string
	process bool // the file is the process itself, not a whole config.json
}

// Options that take a value, by subcommand ("" is runc itself): what follows them is no subcommand and no container.
var withValue = map[string][]string{
	"":       {"--log", "--log-format", "--root", "--criu", "--rootless"},
	"create": {"--bundle", "-b", "--console-socket", "--pidfd-socket", "--pid-file", "--preserve-fds"},
	"run":    {"--bundle", "-b", "--console-socket", "--pidfd-socket", "--pid-file", "--preserve-fds"},
	"exec": {"--console-socket", "--pidfd-socket", "--cwd", "--env", "-e", "--user", "-u", "--additional-gids", "-g",
		"--process", "-p", "--pid-file", "--process-label", "--apparmor", "--cap", "-c", "--preserve-fds", "--cgroup"},
}

// parse finds the file that the command will read, if it reads one.
func parse(args []string) target {
	_, rest := options(args, withValue[""])
	if len(rest) == 0 {
		return target{}
	}
	command := rest[0]
	values, _ := options(rest[1:], withValue[command])
	switch command {
	case "create", "run":
		return target{file: filepath.Join(first(values, "--bundle", "-b"), "config.json")}
	case "exec":
		return target{file: first(values, "--process", "-p"), process: true}
	}
	return target{}
}

// options reads options up to the first argument that is none. One dash or two mean the same to runc.
func options(args []string, valued []string) (map[string]string, []string) {
	values := map[string]string{}
	for len(args) > 0 && len(args[0]) > 1 && args[0][0] == '-' {
		name, value, assigned := strings.Cut(args[0], "=")
		args = args[1:]
		if name == "--" {
			break
		}
		for _, known := range valued {
			if strings.TrimLeft(known, "-") != strings.TrimLeft(name, "-") {
				continue
			}
			if !assigned && len(args) > 0 {
				value, args = args[0], args[1:]
			}
			values[known] = value
		}
	}
	return values, args
}

func first(values map[string]string, names ...string) string {
	for _, name := range names {
		if value, there := values[name]; there {
			return value
		}
	}
	return ""
}
