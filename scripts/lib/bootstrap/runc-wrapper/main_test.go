package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"testing"
)

var missing = map[string]bool{"CAP_SYS_RESOURCE": true}

func TestParse(t *testing.T) {
	cases := map[string]struct {
		args []string
		want target
	}{
		"create as containerd's shim calls it": {
			[]string{"--root", "/run/runc", "--log", "/l", "--log-format=json", "--systemd-cgroup", "create", "--bundle", "/b", "--pid-file", "/p", "id"},
			target{file: "/b/config.json"}},
		"run with a short option":        {[]string{"run", "-b=/b", "id"}, target{file: "/b/config.json"}},
		"create in the current folder":   {[]string{"create", "id"}, target{file: "config.json"}},
		"exec with a process file":       {[]string{"exec", "--process", "/p.json", "-d", "id"}, target{file: "/p.json", process: true}},
		"exec of a command with options": {[]string{"exec", "-t", "id", "sh", "-p", "x"}, target{process: true}},
		"another command":                {[]string{"--root", "create", "state", "id"}, target{}},
		"no command":                     {[]string{"--version"}, target{}},
	}
	for name, c := range cases {
		if got := parse(c.args); got != c.want {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
}

func TestMissingCapabilities(t *testing.T) {
	got, err := missingCapabilities("Name:\tx\nCapBnd:\t000001fffeffffff\n", 40)
	if err != nil || !reflect.DeepEqual(got, missing) {
		t.Errorf("%v, %v", got, err)
	}
	if got, _ := missingCapabilities("CapBnd:\t0000003fffffffff\n", 37); len(got) != 0 {
		t.Errorf("an older kernel: %v", got)
	}
}

func TestRewriteKeepsEverythingElse(t *testing.T) {
	before := `{"ociVersion":"1.0.2","process":{"args":["a<b"],"capabilities":{"bounding":["CAP_KILL","CAP_SYS_RESOURCE"],"effective":["CAP_SYS_RESOURCE"]}},"linux":{"n":9007199254740993}}`
	after := `{"ociVersion":"1.0.2","process":{"args":["a<b"],"capabilities":{"bounding":["CAP_KILL"],"effective":[]}},"linux":{"n":9007199254740993}}`
	file := filepath.Join(t.TempDir(), "config.json")
	if err := os.WriteFile(file, []byte(before), 0o640); err != nil {
		t.Fatal(err)
	}
	if err := rewrite(target{file: file}, missing); err != nil {
		t.Fatal(err)
	}
	content, _ := os.ReadFile(file)
	if !sameJSON(t, content, []byte(after)) {
		t.Errorf("got %s", content)
	}
	if info, _ := os.Stat(file); info.Mode().Perm() != 0o640 {
		t.Errorf("mode %v", info.Mode())
	}
}

func TestProcessFileWithoutCapabilities(t *testing.T) {
	for _, text := range []string{`{"args":["sh"]}`, `{"capabilities":null}`} {
		got, err := without([]byte(text), true, missing)
		if err != nil || string(got) != text {
			t.Errorf("%s became %s, %v", text, got, err)
		}
	}
}

func sameJSON(t *testing.T, a, b []byte) bool {
	t.Helper()
	var x, y map[string]json.RawMessage
	if json.Unmarshal(a, &x) != nil || json.Unmarshal(b, &y) != nil || len(x) != len(y) {
		return false
	}
	for key := range x {
		var v, w any
		if string(x[key]) != string(y[key]) && (json.Unmarshal(x[key], &v) != nil || json.Unmarshal(y[key], &w) != nil || !reflect.DeepEqual(v, w)) {
			return false
		}
	}
	return true
}
