{{/* What must hold before anything is rendered. */}}
{{- define "object-storage.validations" -}}
{{- include "common.validations" . }}
{{- include "common.validations.single" (dict "root" . "reason" "a second pod would be a store of its own with other data") }}
{{- if not ((.Values.credentials).existingSecret) }}
{{- include "common.fail" (dict "code" "E_CREDENTIALS" "path" "credentials.existingSecret" "reason" "without credentials the store would let anyone in" "fix" "credentials:\n  existingSecret: object-store") }}
{{- end }}
{{- if not .Values.buckets }}
{{- include "common.fail" (dict "code" "E_BUCKETS" "path" "buckets" "reason" "no bucket is named, and no backend makes its own" "fix" "buckets: [mimir, loki, tempo, pyroscope]") }}
{{- end }}
{{- range $flag, $value := default (dict) .Values.extraConfig }}
{{- if or (kindIs "map" $value) (kindIs "slice" $value) (contains " " (toString $value)) }}
{{- include "common.fail" (dict "code" "E_EXTRA_CONFIG" "path" (printf "extraConfig.%s" $flag) "reason" "a flag takes one value without spaces" "fix" (printf "extraConfig:\n  %s: value" $flag)) }}
{{- end }}
{{- end }}
{{- end }}
