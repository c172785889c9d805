{{/* What must hold before anything is rendered. */}}
{{- define "pyroscope.validations" -}}
{{- include "common.validations" . }}
{{- include "common.storage.validate" . }}
{{- if not (regexMatch "^([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$" .Values.retention) }}
{{- include "common.fail" (dict "code" "E_RETENTION" "path" "retention" "reason" (printf "Pyroscope reads only whole numbers with falling units, and %s is none" .Values.retention) "fix" "retention: 168h") }}
{{- end }}
{{- end }}
