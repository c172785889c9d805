{{/* What must hold in every chart. */}}
{{- define "common.validations" -}}
{{- include "common.validations.labels" (dict "path" "global.commonLabels" "labels" .Values.global.commonLabels "fix" "global:\n  commonLabels:\n    example.org/%s: …") }}
{{- include "common.validations.labels" (dict "path" "labels" "labels" .Values.labels "fix" "labels:\n  example.org/%s: …") }}
{{- include "common.validations.labels" (dict "path" "podLabels" "labels" .Values.podLabels "fix" "podLabels:\n  example.org/%s: …") }}
{{- end }}

{{/* Stops at a label that a selector uses. Call with (dict "path" "a.b" "labels" $labels "fix" "yaml with %s for the name"). */}}
{{- define "common.validations.labels" -}}
{{- range $label, $_ := .labels }}
{{- if has $label (list "app.kubernetes.io/name" "app.kubernetes.io/instance" "app.kubernetes.io/component") }}
{{- include "common.fail" (dict "code" "E_FROZEN_LABEL" "path" (printf "%s.%s" $.path $label) "reason" "selectors use this label, and a selector never changes" "fix" (printf $.fix (base $label))) }}
{{- end }}
{{- end }}
{{- end }}

{{/* Stops when more than one pod is asked for. Call with (dict "root" $ "reason" "what a second pod would do"). */}}
{{- define "common.validations.single" -}}
{{- if or (gt (int .root.Values.replicas) 1) (include "common.autoscaling.scalesReplicas" .root.Values) }}
{{- include "common.fail" (dict "code" "E_SINGLE_REPLICA" "path" "replicas" "reason" .reason "fix" "replicas: 1\nautoscaling:\n  hpa:\n    enabled: false\n  keda:\n    enabled: false") }}
{{- end }}
{{- end }}
