//go:build tools

// Pins what this module builds.
package tools

import _ "github.com/grafana/loki/v3/cmd/loki"
