{{/* What must hold before anything is rendered. */}}
{{- define "tempo.validations" -}}
{{- include "common.validations" . }}
{{- include "common.validations.single" (dict "root" . "reason" "a second pod would know nothing of the traces of the first") }}
{{- include "common.storage.validate" . }}
{{- if and .Values.metricsGenerator.enabled (not .Values.multitenancy) (not .Values.global.tenant) }}
{{- include "common.fail" (dict "code" "E_TENANT" "path" "global.tenant" "reason" "without multitenancy the metrics made from traces need a tenant under which Mimir stores them" "fix" "global:\n  tenant: production") }}
{{- end }}
{{- end }}
