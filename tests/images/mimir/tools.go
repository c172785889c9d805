//go:build tools

// Pins what this module builds.
package tools

import _ "github.com/grafana/mimir/cmd/mimir"
