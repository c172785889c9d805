//go:build tools

// Pins what this module builds.
package tools

import _ "go.etcd.io/etcd/server/v3"
