{{/* What must hold before anything is rendered. */}}
{{- define "loki.validations" -}}
{{- include "common.validations" . }}
{{- include "common.validations.single" (dict "root" . "reason" "a second pod would know nothing of the ring and the logs of the first") }}
{{- include "common.storage.validate" . }}
{{- end }}
