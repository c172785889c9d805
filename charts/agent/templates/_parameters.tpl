{{/*
The parameters of one gadget: what is left out, which fields become which part of a metric or of a log record, and where
both go. Call with (dict "root" $ "name" "…" "gadget" $row).
*/}}
{{- define "agent.parameters" -}}
operator.oci.pull: {{ .root.Values.tracer.gadgets.pull }}
operator.oci.annotate: {{ include "agent.parameters.annotations" . | fromJsonArray | join "," | quote }}
operator.otel-metrics.otel-metrics-name: {{ printf "%s:%s" .gadget.source .name | quote }}
operator.otel-metrics.otel-metrics-exporter: collector
{{- if include "agent.parameters.events" . }}
operator.otel-logs.otel-logs-exporter: {{ printf "%s:collector" .gadget.source | quote }}
{{- end }}
{{- with include "agent.parameters.filter" . | fromJsonArray }}
operator.filter.filter-expr: {{ join " and " . | quote }}
{{- end }}
{{- with include "agent.parameters.namespace" . }}
# In the kernel, before an event costs anything.
operator.KubeManager.namespace: {{ . | quote }}
{{- end }}
{{- end }}

{{/* `true` when the gadget's data is sent as log records, too. */}}
{{- define "agent.parameters.events" -}}
{{- if and .gadget.body (hasKey (include "agent.features" .root | fromYaml) "events") }}true{{ end -}}
{{- end }}

{{/* What is said about the gadget's data and its fields. */}}
{{- define "agent.parameters.annotations" -}}
{{- $source := .gadget.source -}}
{{- $annotations := list (printf "%s:metrics.collect=true" $source) -}}
{{- if .gadget.counter -}}
{{- $annotations = append $annotations (printf "%s:metrics.implicit-counter.name=%s" $source .gadget.counter) -}}
{{- range concat (list "k8s.namespace" "k8s.podName" "k8s.node" "k8s.owner.kind" "k8s.owner.name") .gadget.keys -}}
{{- $annotations = append $annotations (printf "%s.%s:metrics.type=key" $source .) -}}
{{- end -}}
{{- else -}}
{{- /* The gadget says µs, which is no UCUM code: names of metrics would be made from it. */ -}}
{{- $annotations = append $annotations "blockio.latency:metrics.unit=us" -}}
{{- end -}}
{{- if include "agent.parameters.events" . -}}
{{- $annotations = concat $annotations (list (printf "%s:logs.name=%s" $source .name) (printf "%s:logs.severity=9" $source) (printf "%s:logs.body=%s" $source .gadget.body)) -}}
{{- range $field, $attribute := include "agent.parameters.attributes" . | fromYaml -}}
{{- $annotations = append $annotations (printf "%s.%s:logs.name=%s" $source $field $attribute) -}}
{{- end -}}
{{- end -}}
{{- toJson $annotations -}}
{{- end }}

{{/* The fields that a log record carries, with the names of its attributes. */}}
{{- define "agent.parameters.attributes" -}}
{{- $attributes := dict "k8s.namespace" "k8s.namespace.name" "k8s.podName" "k8s.pod.name" "k8s.containerName" "k8s.container.name" "k8s.owner.kind" "k8s.workload.kind" "k8s.owner.name" "k8s.workload.name" -}}
{{- with .gadget.process -}}
{{- $attributes = merge $attributes (dict (printf "%s.comm" .) "process.executable.name" (printf "%s.pid" .) "process.pid") -}}
{{- end -}}
{{- if and (eq .name "trace_exec") .root.Values.events.commandArguments -}}
{{- $_ := set $attributes "args" "process.command_line" -}}
{{- end -}}
{{- merge $attributes .gadget.attributes | toYaml -}}
{{- end }}

{{/* Conditions that an event must fulfil. What has no namespace is of a container that is gone: it could be of a denied one. */}}
{{- define "agent.parameters.filter" -}}
{{- $conditions := list -}}
{{- $namespaces := include "agent.namespaces" .root | fromJson -}}
{{- if and .gadget.counter $namespaces.restricted -}}
{{- $conditions = append $conditions `k8s.namespace != ""` -}}
{{- with $namespaces.allowed }}{{ $conditions = append $conditions (printf "k8s.namespace in %s" (toRawJson .)) }}{{ end -}}
{{- with $namespaces.denied }}{{ $conditions = append $conditions (printf "not (k8s.namespace in %s)" (toRawJson .)) }}{{ end -}}
{{- end -}}
{{- with .gadget.filter }}{{ $conditions = append $conditions . }}{{ end -}}
{{- if .gadget.path -}}
{{- /* The log collector beside the agent looks at these every moment, and each look would be a log record. */ -}}
{{- $conditions = append $conditions (printf "not (k8s.namespace == %s and %s startsWith \"/var/log/pods/\")" (toRawJson .root.Release.Namespace) .gadget.path) -}}
{{- range .root.Values.mutePaths -}}
{{- $path := trimSuffix "/" . -}}
{{- $conditions = append $conditions (printf "not (%s == %s or %s startsWith %s)" $.gadget.path (toRawJson $path) $.gadget.path (toRawJson (printf "%s/" $path))) -}}
{{- end -}}
{{- end -}}
{{- if and .gadget.process .root.Values.muteCommands -}}
{{- $commands := list -}}
{{- range .root.Values.muteCommands }}{{ $commands = append $commands (trunc 15 .) }}{{ end -}}
{{- $conditions = append $conditions (printf "not (%s.comm in %s)" .gadget.process (toRawJson $commands)) -}}
{{- end -}}
{{- toJson $conditions -}}
{{- end }}

{{/* The same for the kernel, as far as the version can: one namespace alone, and from v0.48 on lists and exclusions. */}}
{{- define "agent.parameters.namespace" -}}
{{- $namespaces := include "agent.namespaces" .root | fromJson -}}
{{- if .gadget.counter -}}
{{- $tag := include "agent.gadgets.tag" .root -}}
{{- $lists := and (regexMatch "^v[0-9]" $tag) (semverCompare ">=0.48.0-0" (trimPrefix "v" $tag | default "0.0.0")) -}}
{{- if or (eq (len $namespaces.allowed) 1) (and $lists $namespaces.allowed) -}}
{{ join "," $namespaces.allowed }}
{{- else if and $lists $namespaces.denied -}}
!{{ join ",!" $namespaces.denied }}
{{- end -}}
{{- end -}}
{{- end }}
