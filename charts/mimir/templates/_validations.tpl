{{/* What must hold before anything is rendered. */}}
{{- define "mimir.validations" -}}
{{- include "common.validations" . }}
{{- include "common.validations.single" (dict "root" . "reason" "a second pod would not find the first one's ring and data") }}
{{- include "common.storage.validate" . }}
{{- end }}
