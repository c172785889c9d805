{{/* What must hold before anything is rendered. */}}
{{- define "agent.validations" -}}
{{- include "common.validations" . }}
{{- $enabled := dict "autoscaling.hpa" .Values.autoscaling.hpa.enabled "autoscaling.keda" .Values.autoscaling.keda.enabled "podDisruptionBudget" .Values.podDisruptionBudget.enabled "persistence" .Values.persistence.enabled }}
{{- range $path, $on := $enabled }}
{{- if $on }}
{{- include "common.fail" (dict "code" "E_DAEMONSET" "path" (printf "%s.enabled" $path) "reason" "the agent runs once on every node, so this would do nothing" "fix" (include "agent.fix" (append (splitList "." $path) "enabled: false"))) }}
{{- end }}
{{- end }}
{{- include "agent.validations.version" . }}
{{- include "agent.validations.output" . }}
{{- include "agent.validations.namespaces" . }}
{{- include "agent.validations.readOnly" . }}
{{- include "agent.validations.engines" . }}
{{- end }}

{{/* The gadgets' version decides what can be done. */}}
{{- define "agent.validations.version" -}}
{{- if not (regexMatch "^v[0-9]+\\.[0-9]+\\.[0-9]+$" (include "agent.gadgets.tag" .)) }}
{{- include "common.fail" (dict "code" "E_GADGET_VERSION" "path" "tracer.gadgets.tag" "reason" (printf "%q is no version of Inspektor Gadget, so nobody knows what it can do" (include "agent.gadgets.tag" .)) "fix" (printf "tracer:\n  gadgets:\n    tag: %s" .Chart.AppVersion)) }}
{{- end }}
{{- end }}

{{/* What the tracer's exporter cannot. */}}
{{- define "agent.validations.output" -}}
{{- if .Values.output.otlp.insecureSkipVerify }}
{{- include "common.fail" (dict "code" "E_UNSUPPORTED" "path" "output.otlp.insecureSkipVerify" "reason" (printf "Inspektor Gadget %s verifies every certificate and has no switch for it" (include "agent.gadgets.tag" .)) "fix" "output:\n  otlp:\n    insecureSkipVerify: false\n    tls:\n      enabled: true\n      ca:\n        secret: otlp-ca # the authority that signed the certificate") }}
{{- end }}
{{- range $name, $_ := .Values.output.otlp.headersFromSecret }}
{{- if hasKey $.Values.output.otlp.headers $name }}
{{- include "common.fail" (dict "code" "E_HEADER_TWICE" "path" (printf "output.otlp.headersFromSecret.%s" $name) "reason" "headers has it, too, and a request carries it once" "fix" (printf "output:\n  otlp:\n    headers: {} # without %s" $name)) }}
{{- end }}
{{- end }}
{{- end }}

{{/* What would change the node. */}}
{{- define "agent.validations.readOnly" -}}
{{- if and .Values.readOnly (has .Values.tracer.hookMode (list "crio" "nri")) }}
{{- include "common.fail" (dict "code" "E_READ_ONLY" "path" "tracer.hookMode" "reason" (printf "the hook mode %s writes into /etc and /opt of the node, and readOnly is true" .Values.tracer.hookMode) "fix" "tracer:\n  hookMode: fanotify+ebpf # or readOnly: false") }}
{{- end }}
{{- if and .Values.readOnly .Values.instrumentation.enabled }}
{{- range $path, $on := dict "tracePropagation.enabled" .Values.instrumentation.tracePropagation.enabled "runtimes.java" .Values.instrumentation.runtimes.java "runtimes.nodejs" .Values.instrumentation.runtimes.nodejs }}
{{- if $on }}
{{- $keys := splitList "." (printf "instrumentation.%s" $path) }}
{{- include "common.fail" (dict "code" "E_READ_ONLY" "path" (join "." $keys) "reason" "this changes packets or processes, and readOnly is true" "fix" (printf "%s\n# or\nreadOnly: false" (include "agent.fix" (append (initial $keys) (printf "%s: false" (last $keys))) | trim))) }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}

{{/* An allowed list of which everything is denied would mean all. */}}
{{- define "agent.validations.namespaces" -}}
{{- $namespaces := include "agent.namespaces" . | fromJson -}}
{{- if and .Values.namespaces.allowed (not $namespaces.allowed) }}
{{- include "common.fail" (dict "code" "E_NAMESPACES" "path" "namespaces.allowed" "reason" "each of these namespaces is denied, too, so that nothing would be looked at" "fix" "namespaces:\n  denied: []") }}
{{- end }}
{{- end }}

{{/* What engines cannot do is refused, never left out in silence. */}}
{{- define "agent.validations.engines" -}}
{{- $restricted := (include "agent.namespaces" . | fromJson).restricted -}}
{{- $everywhere := "namespaces:\n  allowed: []\n  denied: []\n  includeSystem: true" -}}
{{- range $engine := without (include "agent.engines" . | fromYamlArray) "tracer" }}
{{- include "common.validations.labels" (dict "path" (printf "%s.podLabels" $engine) "labels" (index $.Values $engine).podLabels "fix" (printf "%s:\n  podLabels:\n    example.org/%%s: …" $engine)) }}
{{- $product := get (dict "profiler" "the eBPF profiler" "kata" "kata-monitor" "gpu" "dcgm-exporter" "windows" "windows_exporter") $engine }}
{{- if and $restricted $product }}
{{- $path := ternary "profiling.enabled" (printf "%s.enabled" $engine) (eq $engine "profiler") }}
{{- include "common.fail" (dict "code" "E_UNSUPPORTED" "path" $path "reason" (printf "%s %s cannot leave out namespaces, and `namespaces` asks for that" $product (index $.Values $engine).image.tag) "fix" (printf "%s\n# or\n%s" (include "agent.fix" (append (initial (splitList "." $path)) "enabled: false") | trim) $everywhere)) }}
{{- end }}
{{- end }}
{{- if and .Values.instrumentation.enabled .Values.instrumentation.networkFlows.enabled $restricted }}
{{- include "common.fail" (dict "code" "E_UNSUPPORTED" "path" "instrumentation.networkFlows.enabled" "reason" (printf "OBI %s counts the flows of all namespaces, and `namespaces` asks for some" .Values.instrumentation.image.tag) "fix" (printf "instrumentation:\n  networkFlows:\n    enabled: false\n# or\n%s" $everywhere)) }}
{{- end }}
{{- end }}

{{/* Nested YAML for a message. Call with a list of keys whose last element is a line. */}}
{{- define "agent.fix" -}}
{{- $last := last . -}}
{{- range $depth, $key := initial . }}
{{ repeat (mul 2 $depth | int) " " }}{{ $key }}:
{{- end }}
{{ repeat (mul 2 (len (initial .)) | int) " " }}{{ $last }}
{{- end }}
