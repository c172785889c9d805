{{/* What must hold before anything is rendered. */}}
{{- define "grafana.validations" -}}
{{- include "common.validations" . }}
{{- include "common.validations.single" (dict "root" . "reason" "a second pod would have a database of its own") }}
{{- if not .Values.admin.existingSecret }}
{{- include "common.fail" (dict "code" "E_ADMIN_SECRET" "path" "admin.existingSecret" "reason" "Grafana would start with the password that everyone knows" "fix" "admin:\n  existingSecret: grafana-admin") }}
{{- end }}
{{- range $name, $source := .Values.datasources }}
{{- if $source.enabled }}
{{- if not $.Values.global.tenant }}
{{- include "common.fail" (dict "code" "E_TENANT" "path" "global.tenant" "reason" (printf "the data source %s must name the tenant whose data it reads" $name) "fix" "global:\n  tenant: production") }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
