{{/*
One ConfigMap for each gadget that is on. The daemon finds them by the label `type` and starts them.
Any change of one, labels included, restarts that gadget; nothing else does: one that failed (no image, a signature
that does not verify, a kernel that lacks a hook) stays failed until its ConfigMap changes or its pod restarts.
So they must never be immutable.
*/}}
{{- define "agent.gadgets" -}}
{{- range $name, $gadget := .Values.gadgets }}
{{- if $gadget.enabled }}
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ include "common.fullname" $ }}-{{ $name | replace "_" "-" }}
  namespace: {{ $.Release.Namespace }}
  labels:
    {{- include "common.labels" $ | fromYaml | merge (dict "type" "gadget-instance" "name" $name) | toYaml | nindent 4 }}
  annotations:
    {{- include "common.annotations" $ | fromYaml | merge (dict "gadgetImage" (include "agent.gadgets.image" (dict "root" $ "name" $name)) "gadgetTimeout" "0") | toYaml | nindent 4 }}
data:
  {{- include "agent.gadgets.parameters" (dict "root" $ "name" $name "gadget" $gadget) | fromYaml | merge (dict) (default (dict) $gadget.params) | toYaml | nindent 2 }}
{{- end }}
{{- end }}
{{- end }}

{{/* Where the images of gadgets are. */}}
{{- define "agent.gadgets.repository" -}}
{{ .Values.global.registry | default .Values.gadgetImages.registry }}/{{ .Values.gadgetImages.repository }}
{{- end }}

{{/* The image of one gadget: of the daemon's version, because another one may not load. */}}
{{- define "agent.gadgets.image" -}}
{{- $tag := .root.Values.gadgetImages.tag | default (regexReplaceAll "@.*" .root.Values.image.tag "") -}}
{{ include "agent.gadgets.repository" .root }}/{{ .name }}:{{ $tag }}
{{- end }}

{{/* The name that each gadget gives to its data. */}}
{{- define "agent.gadgets.datasources" -}}
profile_blockio: blockio
trace_dns: dns
trace_exec: exec
trace_oomkill: oomkill
trace_open: open
trace_signal: signal
trace_tcp: tracetcp
{{- end }}

{{/* The parameters of one gadget: which fields become which part of a metric, and where it goes. */}}
{{- define "agent.gadgets.parameters" -}}
{{- $source := get (include "agent.gadgets.datasources" . | fromYaml) .name -}}
{{- $annotations := list (printf "%s:metrics.collect=true" $source) -}}
{{- if eq .name "profile_blockio" -}}
{{- /* The gadget says µs, which is no UCUM code: names of metrics would be made from it. */ -}}
{{- $annotations = append $annotations "blockio.latency:metrics.unit=us" -}}
{{- else -}}
{{- $annotations = append $annotations (printf "%s:metrics.implicit-counter.name=%s" $source .gadget.counter) -}}
{{- range .gadget.keys -}}
{{- $annotations = append $annotations (printf "%s.%s:metrics.type=key" $source .) -}}
{{- end -}}
{{- end -}}
operator.oci.pull: {{ .root.Values.gadgetImages.pull }}
operator.oci.annotate: {{ join "," $annotations | quote }}
operator.otel-metrics.otel-metrics-name: {{ printf "%s:%s" $source .name | quote }}
operator.otel-metrics.otel-metrics-exporter: collector
{{- end }}
