{{/* Every workload of a chart: Deployment, StatefulSet or DaemonSet. */}}
{{- define "common.workload" -}}
{{- range $workload := include "common.workloads" . | fromYamlArray }}
---
{{ include "common.workload.one" (dict "root" $ "workload" $workload) }}
{{- end }}
{{- end }}

{{/* One workload. Call with (dict "root" $ "workload" $workload). */}}
{{- define "common.workload.one" -}}
{{- $workload := .workload -}}
{{- $values := $workload.values -}}
apiVersion: apps/v1
kind: {{ $workload.kind }}
metadata:
  {{- include "common.metadata" (dict "root" .root "name" $workload.fullname "component" $workload.component) | nindent 2 }}
spec:
  {{- if eq $workload.kind "StatefulSet" }}
  serviceName: {{ $workload.fullname }}-headless
  podManagementPolicy: Parallel
  {{- end }}
  {{- if and (ne $workload.kind "DaemonSet") (not (include "common.autoscaling.scalesReplicas" $values)) }}
  replicas: {{ $values.replicas }}
  {{- end }}
  {{- if eq $workload.kind "Deployment" }}
  strategy:
    {{- toYaml $values.updateStrategy | nindent 4 }}
  {{- else }}
  updateStrategy:
    {{- toYaml $values.updateStrategy | nindent 4 }}
  {{- end }}
  selector:
    matchLabels:
      {{- include "common.workload.selector" . | nindent 6 }}
  template:
    {{- include "common.pod" . | nindent 4 }}
  {{- include "common.persistence.claims" . | nindent 2 }}
{{- end }}
