{{/* What must hold before anything is rendered. */}}
{{- define "mimir.validations" -}}
{{- include "common.validations" . }}
{{- include "common.storage.validate" . }}
{{- if or (gt (int .Values.replicas) 1) (include "common.autoscaling.scalesReplicas" .Values) }}
{{- include "common.fail" (dict "code" "E_SINGLE_REPLICA" "path" "replicas" "reason" "a second pod would not find the first one's ring and data" "fix" "replicas: 1\nautoscaling:\n  hpa:\n    enabled: false\n  keda:\n    enabled: false") }}
{{- end }}
{{- end }}
