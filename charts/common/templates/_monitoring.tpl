{{/* Monitoring by the Prometheus operator's kinds: a ServiceMonitor for each workload that serves metrics, and
rules: the chart's own in files/rules.yaml, where it has some, then the user's. */}}
{{- define "common.monitoring" -}}
{{- $monitor := .Values.monitoring.serviceMonitor }}
{{- if $monitor.enabled }}
{{- range $workload := include "common.workloads" . | fromYamlArray }}
{{- with $workload.metrics }}
---
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata:
  {{- include "common.metadata" (dict "root" $ "name" $workload.fullname "component" $workload.component) | nindent 2 }}
spec:
  selector:
    matchLabels:
      {{- include "common.workload.selector" (dict "root" $ "workload" $workload) | nindent 6 }}
    matchExpressions:
      - key: service.kubernetes.io/headless
        operator: DoesNotExist
  endpoints:
    {{- range . }}
    - port: {{ .port }}
      path: {{ .path }}
      interval: {{ $monitor.interval }}
      scrapeTimeout: {{ $monitor.timeout }}
    {{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- if .Values.monitoring.rules.enabled }}
{{- $own := (.Files.Get "files/rules.yaml" | fromYaml).groups | default list }}
---
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata:
  {{- include "common.metadata" (dict "root" . "name" (include "common.fullname" .)) | nindent 2 }}
spec:
  groups:
    {{- concat $own .Values.monitoring.rules.groups | toYaml | nindent 4 }}
{{- end }}
{{- end }}
