package main

import (
	"encoding/json"
	"os"
	"path/filepath"
)

type object = map[string]json.RawMessage

// rewrite takes the missing capabilities out of a file. Everything else in it stays as it was.
func rewrite(target target, missing map[string]bool) error {
	if len(missing) == 0 {
		return nil
	}
	text, err := os.ReadFile(target.file)
	if err != nil {
		return err
	}
	changed, err := without(text, target.process, missing)
	if err != nil {
		return err
	}
	return replace(target.file, changed)
}

func without(text []byte, process bool, missing map[string]bool) ([]byte, error) {
	path := []string{"process", "capabilities"}
	if process {
		path = path[1:]
	}
	return edit(text, path, func(sets []byte) ([]byte, error) {
		var capabilities map[string][]string
		if err := json.Unmarshal(sets, &capabilities); err != nil {
			return nil, err
		}
		for set, members := range capabilities {
			kept := []string{}
			for _, member := range members {
				if !missing[member] {
					kept = append(kept, member)
				}
			}
			capabilities[set] = kept
		}
		return json.Marshal(capabilities)
	})
}

// edit replaces what is at a path of an object; what is not there stays away.
func edit(text []byte, path []string, change func([]byte) ([]byte, error)) ([]byte, error) {
	if len(path) == 0 {
		return change(text)
	}
	var members object
	if err := json.Unmarshal(text, &members); err != nil {
		return nil, err
	}
	member, there := members[path[0]]
	if !there || string(member) == "null" {
		return text, nil
	}
	changed, err := edit(member, path[1:], change)
	if err != nil {
		return nil, err
	}
	members[path[0]] = changed
	return json.Marshal(members)
}

// replace never leaves a half-written file, and keeps the file's mode.
func replace(file string, content []byte) error {
	info, err := os.Stat(file)
	if err != nil {
		return err
	}
	temporary, err := os.CreateTemp(filepath.Dir(file), ".within-bounds-")
	if err != nil {
		return err
	}
	defer os.Remove(temporary.Name())
	_, err = temporary.Write(content)
	if closeErr := temporary.Close(); err == nil {
		err = closeErr
	}
	if err == nil {
		err = os.Chmod(temporary.Name(), info.Mode())
	}
	if err != nil {
		return err
	}
	return os.Rename(temporary.Name(), file)
}
