//go:build tools

// Pins what this module builds.
package tools

import _ "github.com/argoproj/argo-cd/v3/cmd"
