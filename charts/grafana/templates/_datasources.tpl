{{/* The data sources and the links between them. A link is only made when the data source at its other end is on. */}}
{{- define "grafana.datasources" -}}
{{- $on := dict }}
{{- range $name, $source := .Values.datasources }}
{{- if $source.enabled }}{{- $_ := set $on $name true }}{{- end }}
{{- end -}}
apiVersion: 1
# What is no longer listed here is removed.
prune: true
datasources:
  {{- if not $on }} []{{ end }}
  {{- range $name := list "mimir" "loki" "tempo" "pyroscope" }}
  {{- if hasKey $on $name }}
  {{- include (printf "grafana.datasources.%s" $name) (dict "on" $on "address" (index $.Values.datasources $name).address "tenant" $.Values.global.tenant) | nindent 2 }}
  {{- end }}
  {{- end }}
{{- end }}

{{/* The tenant goes with each query. */}}
{{- define "grafana.datasources.tenant" -}}
secureJsonData:
  httpHeaderValue1: {{ .tenant | quote }}
{{- end }}

{{- define "grafana.datasources.mimir" -}}
- name: Mimir
  uid: mimir
  type: prometheus
  access: proxy
  url: http://{{ .address }}/prometheus
  isDefault: true
  jsonData:
    httpMethod: POST
    prometheusType: Mimir
    httpHeaderName1: X-Scope-OrgID
    {{- if .on.tempo }}
    # From an exemplar to its trace: OpenTelemetry's label and that of Tempo's metrics generator.
    exemplarTraceIdDestinations:
      - name: trace_id
        datasourceUid: tempo
      - name: traceID
        datasourceUid: tempo
    {{- end }}
  {{- include "grafana.datasources.tenant" . | nindent 2 }}
{{- end }}

{{- define "grafana.datasources.loki" -}}
- name: Loki
  uid: loki
  type: loki
  access: proxy
  url: http://{{ .address }}
  jsonData:
    httpHeaderName1: X-Scope-OrgID
    {{- if .on.tempo }}
    # From a log line to its trace. OTLP logs carry the id as structured metadata. Grafana reads $$ as one dollar sign.
    derivedFields:
      - name: Trace
        matcherType: label
        matcherRegex: trace_id
        url: $${__value.raw}
        datasourceUid: tempo
    {{- end }}
  {{- include "grafana.datasources.tenant" . | nindent 2 }}
{{- end }}

{{- define "grafana.datasources.tempo" -}}
- name: Tempo
  uid: tempo
  type: tempo
  access: proxy
  url: http://{{ .address }}
  jsonData:
    httpHeaderName1: X-Scope-OrgID
    nodeGraph:
      enabled: true
    streamingEnabled:
      search: true
      metrics: true
    {{- include "grafana.datasources.traceLinks" .on | trim | nindent 4 }}
  {{- include "grafana.datasources.tenant" . | nindent 2 }}
{{- end }}

{{- define "grafana.datasources.pyroscope" -}}
- name: Pyroscope
  uid: pyroscope
  type: grafana-pyroscope-datasource
  access: proxy
  url: http://{{ .address }}
  jsonData:
    httpHeaderName1: X-Scope-OrgID
  {{- include "grafana.datasources.tenant" . | nindent 2 }}
{{- end }}
