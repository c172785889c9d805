{{/* What must hold before anything is rendered. */}}
{{- define "loki.validations" -}}
{{- include "common.validations" . }}
{{- include "common.storage.validate" . }}
{{- end }}
