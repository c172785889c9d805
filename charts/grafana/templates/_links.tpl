{{/* From a span to the logs, metrics and profiles of its service. */}}
{{- define "grafana.datasources.traceLinks" -}}
{{- if .loki }}
tracesToLogsV2:
  datasourceUid: loki
  spanStartTimeShift: -5m
  spanEndTimeShift: 5m
  filterByTraceID: true
  filterBySpanID: false
  tags:
    - {key: service.name, value: service_name}
    - {key: k8s.namespace.name, value: k8s_namespace_name}
{{- end }}
{{- if .mimir }}
serviceMap:
  datasourceUid: mimir
tracesToMetrics:
  datasourceUid: mimir
  spanStartTimeShift: -30m
  spanEndTimeShift: 30m
  tags:
    - {key: service.name, value: service}
  queries:
    - name: Requests per second
      query: sum(rate(traces_spanmetrics_calls_total{$$__tags}[5m]))
    - name: Errors per second
      query: sum(rate(traces_spanmetrics_calls_total{$$__tags, status_code="STATUS_CODE_ERROR"}[5m]))
    - name: 95th percentile of latency
      query: histogram_quantile(0.95, sum by (le) (rate(traces_spanmetrics_latency_bucket{$$__tags}[5m])))
{{- end }}
{{- if .pyroscope }}
tracesToProfiles:
  datasourceUid: pyroscope
  profileTypeId: process_cpu:cpu:nanoseconds:cpu:nanoseconds
  customQuery: false
  tags:
    - {key: service.name, value: service_name}
{{- end }}
{{- end }}
