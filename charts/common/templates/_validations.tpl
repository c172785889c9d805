{{/* What must hold in every chart. */}}
{{- define "common.validations" -}}
{{- range $key := list "podLabels" "labels" }}
{{- range $label, $_ := index $.Values $key }}
{{- if has $label (list "app.kubernetes.io/name" "app.kubernetes.io/instance" "app.kubernetes.io/component") }}
{{- include "common.fail" (dict "code" "E_FROZEN_LABEL" "path" (printf "%s.%s" $key $label) "reason" "selectors use this label, and a selector never changes" "fix" (printf "%s:\n  example.org/%s: …" $key (base $label))) }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}

{{/* Stops when more than one pod is asked for. Call with (dict "root" $ "reason" "what a second pod would do"). */}}
{{- define "common.validations.single" -}}
{{- if or (gt (int .root.Values.replicas) 1) (include "common.autoscaling.scalesReplicas" .root.Values) }}
{{- include "common.fail" (dict "code" "E_SINGLE_REPLICA" "path" "replicas" "reason" .reason "fix" "replicas: 1\nautoscaling:\n  hpa:\n    enabled: false\n  keda:\n    enabled: false") }}
{{- end }}
{{- end }}
