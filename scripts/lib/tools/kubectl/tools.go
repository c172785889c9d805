//go:build tools

// Pins the command that this module builds.
package tools

import _ "k8s.io/kubernetes/cmd/kubectl"
