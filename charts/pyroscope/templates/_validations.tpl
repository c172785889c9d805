{{/* What must hold before anything is rendered. */}}
{{- define "pyroscope.validations" -}}
{{- include "common.validations" . }}
{{- include "common.validations.single" (dict "root" . "reason" "a second pod would know nothing of the profiles of the first") }}
{{- include "common.storage.validate" . }}
{{- end }}
