{{/* What must hold before anything is rendered. */}}
{{- define "collector.validations" -}}
{{- include "common.validations" . }}
{{- if not .Values.global.tenant }}
{{- include "common.fail" (dict "code" "E_TENANT" "path" "global.tenant" "reason" "every destination keeps data by tenant, and no tenant is set" "fix" "global:\n  tenant: production") }}
{{- end }}
{{- if not (include "collector.destinations" . | fromYaml) }}
{{- include "common.fail" (dict "code" "E_NO_DESTINATION" "path" "destinations" "reason" "all destinations are off, so the collector would have no pipeline and not start" "fix" "destinations:\n  mimir:\n    enabled: true") }}
{{- end }}
{{- end }}
