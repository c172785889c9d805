{{/* What must hold before anything is rendered. */}}
{{- define "agent.validations" -}}
{{- include "common.validations" . }}
{{- $enabled := dict "autoscaling.hpa" .Values.autoscaling.hpa.enabled "autoscaling.keda" .Values.autoscaling.keda.enabled "podDisruptionBudget" .Values.podDisruptionBudget.enabled "persistence" .Values.persistence.enabled }}
{{- range $path, $on := $enabled }}
{{- if $on }}
{{- include "common.fail" (dict "code" "E_DAEMONSET" "path" (printf "%s.enabled" $path) "reason" "the agent runs once on every node, so this would do nothing" "fix" (include "agent.fix" (append (splitList "." $path) "enabled: false"))) }}
{{- end }}
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
