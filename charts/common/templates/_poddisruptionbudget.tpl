{{/* One PodDisruptionBudget for each workload that is not a DaemonSet. */}}
{{- define "common.poddisruptionbudget" -}}
{{- range $workload := include "common.workloads" . | fromYamlArray }}
{{- $budget := $workload.values.podDisruptionBudget }}
{{- if and $budget.enabled (ne $workload.kind "DaemonSet") }}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  {{- include "common.metadata" (dict "root" $ "name" $workload.fullname "component" $workload.component) | nindent 2 }}
spec:
  maxUnavailable: {{ $budget.maxUnavailable }}
  unhealthyPodEvictionPolicy: AlwaysAllow
  selector:
    matchLabels:
      {{- include "common.workload.selector" (dict "root" $ "workload" $workload) | nindent 6 }}
{{- end }}
{{- end }}
{{- end }}
