{{/* Grafana's configuration: section, key, value. `extraConfig` is laid over it before it becomes grafana.ini. */}}
{{- define "grafana.config" -}}
server:
  http_port: 3000
  {{- with .Values.rootUrl }}
  root_url: {{ . | quote }}
  {{- end }}
security:
  cookie_secure: {{ hasPrefix "https://" .Values.rootUrl }}
  cookie_samesite: lax
  disable_gravatar: true
users:
  allow_sign_up: false
  allow_org_create: false
auth.anonymous:
  enabled: false
snapshots:
  external_enabled: false
# The bundled data sources are plugins. Without these keys each start replaces them from grafana.com, and on a
# read-only root or without a way to the internet that removes them.
plugins:
  preinstall_disabled: true
  preinstall_auto_update: false
  public_key_retrieval_disabled: true
analytics:
  reporting_enabled: false
  check_for_updates: false
  check_for_plugin_updates: false
  feedback_links_enabled: false
news:
  news_feed_enabled: false
log:
  mode: console
{{- end }}

{{/* A map as an INI file: keys of no section first, then each section. A key whose value is null is left out. */}}
{{- define "grafana.ini" -}}
{{- range $key, $value := . }}
{{- if not (kindIs "map" $value) }}
{{- include "grafana.ini.line" (dict "path" $key "key" $key "value" $value) }}
{{- end }}
{{- end }}
{{- range $section, $keys := . }}
{{- if kindIs "map" $keys }}
[{{ $section }}]
{{- range $key, $value := $keys }}
{{- include "grafana.ini.line" (dict "path" (printf "%s.%s" $section $key) "key" $key "value" $value) }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}

{{/* One line. A text in which the parser would see a comment or a second line goes into triple quotes. */}}
{{- define "grafana.ini.line" -}}
{{- $value := .value }}
{{- if or (kindIs "map" $value) (kindIs "slice" $value) }}
{{- include "common.fail" (dict "code" "E_INI_VALUE" "path" (printf "extraConfig.%s" .path) "reason" "grafana.ini knows sections with plain values, and this is a list or a map" "fix" "extraConfig:\n  users:\n    default_theme: light") }}
{{- else if kindIs "string" $value }}
{{- if regexMatch "[#;`\n]" $value }}{{ $value = printf "\"\"\"%s\"\"\"" $value }}{{ end }}
{{ .key }} = {{ $value }}
{{- else if not (kindIs "invalid" $value) }}
{{ .key }} = {{ toJson $value }}
{{- end }}
{{- end }}
