{{/* Autoscalers: HPA or KEDA for the replicas, VPA for the requests. */}}
{{- define "common.autoscaling" -}}
{{- range $workload := include "common.workloads" . | fromYamlArray }}
{{- $autoscaling := $workload.values.autoscaling }}
{{- $call := dict "root" $ "workload" $workload }}
{{- if and $autoscaling.hpa.enabled $autoscaling.keda.enabled }}
{{- include "common.fail" (dict "code" "E_TWO_AUTOSCALERS" "path" "autoscaling" "reason" "the HPA and KEDA would both set the replicas of the same workload" "fix" "autoscaling:\n  hpa:\n    enabled: false") }}
{{- end }}
{{- if and (include "common.autoscaling.scalesReplicas" $workload.values) (ne $workload.kind "DaemonSet") }}
---
{{ include (ternary "common.autoscaling.hpa" "common.autoscaling.keda" $autoscaling.hpa.enabled) $call }}
{{- end }}
{{- if $autoscaling.vpa.enabled }}
---
{{ include "common.autoscaling.vpa" $call }}
{{- end }}
{{- end }}
{{- end }}

{{/* Not empty when an autoscaler owns the replicas. Call with the values of a workload. */}}
{{- define "common.autoscaling.scalesReplicas" -}}
{{- if or .autoscaling.hpa.enabled .autoscaling.keda.enabled }}true{{- end -}}
{{- end }}

{{/* What an autoscaler acts on. Call with (dict "workload" $workload). */}}
{{- define "common.autoscaling.target" -}}
apiVersion: apps/v1
kind: {{ .workload.kind }}
name: {{ .workload.fullname }}
{{- end }}

{{/* A HorizontalPodAutoscaler by CPU. Call with (dict "root" $ "workload" $workload). */}}
{{- define "common.autoscaling.hpa" -}}
{{- $hpa := .workload.values.autoscaling.hpa -}}
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  {{- include "common.metadata" (dict "root" .root "name" .workload.fullname "component" .workload.component) | nindent 2 }}
spec:
  scaleTargetRef:
    {{- include "common.autoscaling.target" . | nindent 4 }}
  minReplicas: {{ $hpa.minReplicas }}
  maxReplicas: {{ $hpa.maxReplicas }}
  metrics:
    - type: Resource
      resource:
        name: cpu
        target:
          type: Utilization
          averageUtilization: {{ $hpa.targetCPUUtilizationPercentage }}
{{- end }}

{{/* A ScaledObject of KEDA. Call with (dict "root" $ "workload" $workload). */}}
{{- define "common.autoscaling.keda" -}}
{{- $keda := .workload.values.autoscaling.keda -}}
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata:
  {{- include "common.metadata" (dict "root" .root "name" .workload.fullname "component" .workload.component) | nindent 2 }}
spec:
  scaleTargetRef:
    {{- include "common.autoscaling.target" . | nindent 4 }}
  minReplicaCount: {{ $keda.minReplicas }}
  maxReplicaCount: {{ $keda.maxReplicas }}
  triggers:
    {{- toYaml $keda.triggers | nindent 4 }}
{{- end }}

{{/* A VerticalPodAutoscaler. Call with (dict "root" $ "workload" $workload). */}}
{{- define "common.autoscaling.vpa" -}}
apiVersion: autoscaling.k8s.io/v1
kind: VerticalPodAutoscaler
metadata:
  {{- include "common.metadata" (dict "root" .root "name" .workload.fullname "component" .workload.component) | nindent 2 }}
spec:
  targetRef:
    {{- include "common.autoscaling.target" . | nindent 4 }}
  updatePolicy:
    updateMode: {{ .workload.values.autoscaling.vpa.updateMode | quote }}
{{- end }}
