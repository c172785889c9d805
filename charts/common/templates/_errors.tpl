{{/*
Stops rendering with a message that says what is wrong and what to write.
Call with (dict "code" "E_…" "path" "a.b" "reason" "…" "fix" "yaml").
*/}}
{{- define "common.fail" -}}
{{- fail (printf "[%s] %s: %s\nPlease set:\n%s" .code .path .reason (.fix | trim | nindent 2 | trimPrefix "\n")) -}}
{{- end }}
