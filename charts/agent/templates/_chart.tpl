{{/* The workloads of this chart: a DaemonSet for each engine that is on. */}}
{{- define "agent.workloads" -}}
{{- /* What a version can do decides what is rendered, so that it is asked first. */ -}}
{{- include "agent.validations.version" . }}
{{- range include "agent.engines" . | fromYamlArray }}
{{ include (printf "agent.%s.workload" .) $ | trim }}
{{- end }}
{{- end }}

{{/* The engines that are on. */}}
{{- define "agent.engines" -}}
- tracer
{{- if hasKey (include "agent.features" . | fromYaml) "profiling" }}
- profiler
{{- end }}
{{- range $engine := list "instrumentation" "kata" "gpu" "windows" }}
{{- if (index $.Values $engine).enabled }}
- {{ $engine }}
{{- end }}
{{- end }}
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
