{{/* RBAC: the cluster rules and the namespace rules that the chart's workloads ask for, and nothing else. */}}
{{- define "common.rbac" -}}
{{- if .Values.rbac.create }}
{{- $clusterRules := list }}
{{- $rules := list }}
{{- range $workload := include "common.workloads" . | fromYamlArray }}
{{- $clusterRules = concat $clusterRules (default (list) $workload.clusterRules) }}
{{- $rules = concat $rules (default (list) $workload.rules) }}
{{- end }}
{{- if $clusterRules }}
---
{{ include "common.rbac.role" (dict "root" . "prefix" "Cluster" "rules" $clusterRules) }}
{{- end }}
{{- if $rules }}
---
{{ include "common.rbac.role" (dict "root" . "prefix" "" "rules" $rules) }}
{{- end }}
{{- end }}
{{- end }}

{{/* A role and its binding. Cluster-wide names carry the namespace, so that two releases never share one. */}}
{{- define "common.rbac.role" -}}
{{- $cluster := eq .prefix "Cluster" -}}
{{- $name := include "common.fullname" .root -}}
{{- if $cluster }}{{- $name = printf "%s-%s" .root.Release.Namespace $name }}{{- end -}}
apiVersion: rbac.authorization.k8s.io/v1
kind: {{ .prefix }}Role
metadata:
  {{- include "common.metadata" (dict "root" .root "name" $name "cluster" $cluster) | nindent 2 }}
rules:
  {{- toYaml .rules | nindent 2 }}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: {{ .prefix }}RoleBinding
metadata:
  {{- include "common.metadata" (dict "root" .root "name" $name "cluster" $cluster) | nindent 2 }}
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: {{ .prefix }}Role
  name: {{ $name }}
subjects:
  - kind: ServiceAccount
    name: {{ include "common.serviceaccount.name" .root }}
    namespace: {{ .root.Release.Namespace }}
{{- end }}
