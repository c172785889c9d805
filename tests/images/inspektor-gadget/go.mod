module github.com/example-org/observability/images/inspektor-gadget

go 1.24.0

require github.com/inspektor-gadget/inspektor-gadget v0.45.0

replace github.com/florianl/go-tc => github.com/florianl/go-tc v0.4.8
