{{/* The name of every object of a release. Frozen: selectors and claims carry it. */}}
{{- define "common.fullname" -}}
{{- .Release.Name | trunc 52 | trimSuffix "-" -}}
{{- end }}

{{/* The name of one workload of a release. Call with (dict "root" $ "workload" $workload). */}}
{{- define "common.workload.name" -}}
{{- $name := include "common.fullname" .root -}}
{{- if .workload.name -}}{{ printf "%s-%s" $name .workload.name }}{{- else -}}{{ $name }}{{- end -}}
{{- end }}

{{/* The labels that select the pods of one workload. Frozen from the first release. */}}
{{- define "common.workload.selector" -}}
app.kubernetes.io/name: {{ .root.Chart.Name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .workload.component }}
{{- end }}

{{/* The labels of every object of a release. The user's win: two of the same name would be invalid YAML. */}}
{{- define "common.labels" -}}
{{- merge (dict) .Values.labels .Values.global.commonLabels (include "common.labels.own" . | fromYaml) | toYaml }}
{{- end }}

{{/* The labels that say what an object belongs to. */}}
{{- define "common.labels.own" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
app.kubernetes.io/part-of: observability
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end }}

{{/* The annotations of every object of a release, or nothing. */}}
{{- define "common.annotations" -}}
{{- with merge (dict) .Values.annotations .Values.global.commonAnnotations }}
{{- toYaml . }}
{{- end }}
{{- end }}

{{/* metadata of an object. Call with (dict "root" $ "name" "…" and, where they apply, "component" "cluster" "headless" "annotations"). */}}
{{- define "common.metadata" -}}
name: {{ .name }}
{{- if not .cluster }}
namespace: {{ .root.Release.Namespace }}
{{- end }}
labels:
  {{- include "common.labels" .root | nindent 2 }}
  {{- with .component }}
  app.kubernetes.io/component: {{ . }}
  {{- end }}
  {{- if .headless }}
  service.kubernetes.io/headless: ""
  {{- end }}
{{- $annotations := include "common.annotations" .root | fromYaml }}
{{- with merge (dict) (default (dict) .annotations) $annotations }}
annotations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}
