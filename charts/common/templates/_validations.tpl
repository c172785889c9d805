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
