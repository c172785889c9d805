{{/* What each destination takes, and by which exporter. */}}
{{- define "collector.destinations.known" -}}
mimir: {signal: metrics, exporter: otlp_http/mimir, url: "http://%s/otlp"}
loki: {signal: logs, exporter: otlp_http/loki, url: "http://%s/otlp"}
tempo: {signal: traces, exporter: otlp_grpc/tempo, url: "%s"}
pyroscope: {signal: profiles, exporter: otlp_grpc/pyroscope, url: "%s"}
{{- end }}

{{/* The destinations that are switched on, by name, each with its signal, exporter and address. */}}
{{- define "collector.destinations" -}}
{{- range $name, $known := include "collector.destinations.known" . | fromYaml }}
{{- with get (default (dict) $.Values.destinations) $name }}
{{- if .enabled }}
{{ $name }}: {{ merge (dict "endpoint" .endpoint "url" (printf $known.url .endpoint)) $known | toJson }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
