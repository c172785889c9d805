//go:build tools

// Pins what this module builds.
package tools

import (
	_ "github.com/inspektor-gadget/inspektor-gadget/cmd/ig"
	_ "github.com/inspektor-gadget/inspektor-gadget/gadget-container/cleanup"
	_ "github.com/inspektor-gadget/inspektor-gadget/gadget-container/gadgettracermanager"
)
