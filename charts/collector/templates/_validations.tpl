{{/* What must hold before anything is rendered. */}}
{{- define "collector.validations" -}}
{{- include "common.validations" . }}
{{- include "collector.validations.roles" . }}
{{- if .Values.gateway.enabled }}
{{- include "collector.validations.gateway" . }}
{{- end }}
{{- if .Values.node.enabled }}
{{- include "collector.validations.node" . }}
{{- end }}
{{- end }}

{{/* Stops at roles that cannot be one release. */}}
{{- define "collector.validations.roles" -}}
{{- if not (or .Values.gateway.enabled .Values.cluster.enabled .Values.node.enabled) }}
{{- include "common.fail" (dict "code" "E_NO_ROLE" "path" "gateway.enabled" "reason" "all roles are off, so nothing would run" "fix" "gateway:\n  enabled: true") }}
{{- end }}
{{- if and .Values.node.enabled (or .Values.gateway.enabled .Values.cluster.enabled) }}
{{- include "common.fail" (dict "code" "E_NODE_ROLE" "path" "node.enabled" "reason" "the node role mounts folders of the node, which the namespace of the other roles refuses, so it is a release of its own" "fix" "gateway:\n  enabled: false\ncluster:\n  enabled: false") }}
{{- end }}
{{- end }}

{{/* Stops at a gateway that has nowhere to send, or refuses what its neighbour sends. */}}
{{- define "collector.validations.gateway" -}}
{{- if not .Values.global.tenant }}
{{- include "common.fail" (dict "code" "E_TENANT" "path" "global.tenant" "reason" "every destination keeps data by tenant, and no tenant is set" "fix" "global:\n  tenant: production") }}
{{- end }}
{{- if not (include "collector.destinations" . | fromYaml) }}
{{- include "common.fail" (dict "code" "E_NO_DESTINATION" "path" "destinations" "reason" "all destinations are off, so the collector would have no pipeline and not start" "fix" "destinations:\n  mimir:\n    enabled: true") }}
{{- end }}
{{- if and .Values.cluster.enabled (not .Values.destinations.loki.enabled) }}
{{- include "common.fail" (dict "code" "E_EVENTS_REFUSED" "path" "cluster.enabled" "reason" "events are logs, and the gateway refuses logs while destinations.loki is off" "fix" "cluster:\n  enabled: false") }}
{{- end }}
{{- end }}

{{/* Stops at values that a DaemonSet has no use for. */}}
{{- define "collector.validations.node" -}}
{{- $reason := "the node role runs once on every node, so this would do nothing" }}
{{- range $name := list "hpa" "keda" }}
{{- if (index $.Values.autoscaling $name).enabled }}
{{- include "common.fail" (dict "code" "E_DAEMONSET" "path" (printf "autoscaling.%s.enabled" $name) "reason" $reason "fix" (printf "autoscaling:\n  %s:\n    enabled: false" $name)) }}
{{- end }}
{{- end }}
{{- if .Values.podDisruptionBudget.enabled }}
{{- include "common.fail" (dict "code" "E_DAEMONSET" "path" "podDisruptionBudget.enabled" "reason" $reason "fix" "podDisruptionBudget:\n  enabled: false") }}
{{- end }}
{{- end }}
