{{/* The workloads of this chart: a DaemonSet for each engine that is on. */}}
{{- define "agent.workloads" -}}
{{ include "agent.tracer.workload" . | trim }}
{{- end }}

{{/* The files of the tracer's ConfigMap. Gadgets have one each: the daemon looks for those itself. */}}
{{- define "agent.files" -}}
config.yaml: |
  {{- include "common.config" (dict "root" . "config" (include "agent.config" .)) | nindent 2 }}
check.sh: |
  {{- .Files.Get "files/check.sh" | nindent 2 }}
gadgets: |
  {{- include "agent.health.gadgets" . | trim | nindent 2 }}
{{- end }}
