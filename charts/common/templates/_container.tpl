{{/* The main container of a workload, named after the chart. Call with (dict "root" $ "workload" $workload). */}}
{{- define "common.container" -}}
{{- $workload := .workload -}}
{{- $values := $workload.values -}}
name: {{ .root.Chart.Name }}
image: {{ include "common.image" (dict "root" .root "image" $values.image) | quote }}
imagePullPolicy: {{ $values.image.pullPolicy }}
securityContext:
  {{- toYaml $values.securityContext | nindent 2 }}
{{- range $key := list "command" "args" "lifecycle" }}
{{- with index $workload $key }}
{{ $key }}:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}
{{- with include "common.container.env" . | trim }}
env:
  {{- . | nindent 2 }}
{{- end }}
{{- with $values.extraEnvFrom }}
envFrom:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $workload.ports }}
ports:
  {{- range . }}
  - name: {{ .name }}
    containerPort: {{ .port }}
    protocol: {{ .protocol | default "TCP" }}
  {{- end }}
{{- end }}
resources:
  {{- toYaml $values.resources | nindent 2 }}
{{- range $probe := list "startup" "readiness" "liveness" }}
{{- include "common.probe" (dict "workload" $workload "probe" $probe) }}
{{- end }}
volumeMounts:
  {{- include "common.volumeMounts" . | trim | nindent 2 }}
{{- end }}

{{/* Environment: the workload's own, GOMEMLIMIT, then the user's, which replace ours of the same name: two are refused by the API server. */}}
{{- define "common.container.env" -}}
{{- $theirs := .workload.values.extraEnv -}}
{{- $names := list -}}
{{- range $theirs }}{{- $names = append $names .name }}{{- end -}}
{{- $env := list -}}
{{- range concat (default (list) .workload.env) (include "common.memory.env" .workload.values.resources | fromYamlArray) }}
{{- if not (has .name $names) }}{{- $env = append $env . }}{{- end }}
{{- end -}}
{{- with concat $env $theirs }}{{ toYaml . }}{{- end }}
{{- end }}

{{/* A probe: how to ask comes from the workload, how often and how patiently from the values. */}}
{{- define "common.probe" -}}
{{- $handler := .workload.probe -}}
{{- with index (default (dict) .workload.probes) .probe }}{{- $handler = . }}{{- end -}}
{{- $timing := index .workload.values.probes .probe -}}
{{- if and $handler $timing.enabled }}
{{ .probe }}Probe:
  {{- toYaml (merge (dict) $handler (omit $timing "enabled")) | nindent 2 }}
{{- end }}
{{- end }}
