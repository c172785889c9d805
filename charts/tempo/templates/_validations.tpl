{{/* What must hold before anything is rendered. */}}
{{- define "tempo.validations" -}}
{{- include "common.validations" . }}
{{- include "common.storage.validate" . }}
{{- if or (gt (int .Values.replicas) 1) (include "common.autoscaling.scalesReplicas" .Values) }}
{{- include "common.fail" (dict "code" "E_SINGLE_REPLICA" "path" "replicas" "reason" "a second pod would know nothing of the traces of the first" "fix" "replicas: 1\nautoscaling:\n  hpa:\n    enabled: false\n  keda:\n    enabled: false") }}
{{- end }}
{{- if and .Values.metricsGenerator.enabled (not .Values.multitenancy) (not .Values.global.tenant) }}
{{- include "common.fail" (dict "code" "E_TENANT" "path" "global.tenant" "reason" "without multitenancy the metrics made from traces need a tenant under which Mimir stores them" "fix" "global:\n  tenant: production") }}
{{- end }}
{{- end }}
