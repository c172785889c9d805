{{/* The configuration of OBI, in the form v2. A key that it does not know stops its start. */}}
{{- define "agent.instrumentation.config" -}}
{{- $values := .Values.instrumentation -}}
file_format: "1.0"
log_level: {{ ternary "warn" .Values.logLevel (eq .Values.logLevel "warning") }}
tracer_provider:
  # What a request says of itself wins; the ratio is for requests that say nothing.
  sampler:
    parent_based:
      root:
        trace_id_ratio_based:
          ratio: {{ $values.samplingRatio }}
  processors:
    - batch:
        exporter:
          otlp_grpc:
            {{- include "agent.instrumentation.exporter" . | nindent 12 }}
meter_provider:
  readers:
    - periodic:
        # In milliseconds.
        interval: {{ include "agent.milliseconds" .Values.metrics.interval }}
        exporter:
          otlp_grpc:
            {{- include "agent.instrumentation.exporter" . | nindent 12 }}
extensions:
  obi:
    version: "2.0"
    capture:
      policy:
        default_action: exclude
        match_order: first_match_wins
      rules:
        {{- include "agent.instrumentation.rules" . | trim | nindent 8 }}
      runtimes:
        java:
          enabled: {{ $values.runtimes.java }}
        nodejs:
          enabled: {{ $values.runtimes.nodejs }}
      network:
        capture:
          enabled: {{ $values.networkFlows.enabled }}
          # Takes NET_RAW alone; the other one takes NET_ADMIN, too.
          source: socket_filter
      engine:
        propagation:
          context_propagation: {{ ternary "headers" "disabled" $values.tracePropagation.enabled }}
      safety:
        # Rather stop than run half.
        enforce_system_capabilities: true
    enrich:
      enrichers:
        kubernetes:
          mode: enabled
          {{- with .Values.global.clusterName }}
          cluster_name: {{ . | quote }}
          {{- end }}
    daemon:
      internal_metrics:
        exporter: prometheus
        prometheus:
          port: 8999
          path: /internal/metrics
{{- end }}

{{/* One exporter. The scheme says whether TLS is used. */}}
{{- define "agent.instrumentation.exporter" -}}
{{- $otlp := .Values.output.otlp -}}
endpoint: {{ printf "%s://%s" (ternary "https" "http" $otlp.tls.enabled) $otlp.endpoint | quote }}
tls:
  insecure: {{ not $otlp.tls.enabled }}
{{- with include "agent.output.headers" (dict "root" . "variable" "${OTLP_HEADER_%d}" "escape" "[$][{(]") | fromYaml }}
headers:
  {{- range $name, $value := . }}
  - name: {{ $name | quote }}
    value: {{ $value | quote }}
  {{- end }}
{{- end }}
{{- end }}

{{/*
Which processes are looked at: those of pods, and of them all that no rule leaves out. The list replaces the one that is
built in, so that it says what that says, too, but for namespaces.
*/}}
{{- define "agent.instrumentation.rules" -}}
{{- $namespaces := include "agent.namespaces" . | fromJson -}}
# What sends the data: each request about a request would make another one.
- action: exclude
  name: agents-and-collectors
  match:
    process:
      exe_path_glob: ["*/obi", obi, "*otelcol", "*otelcol-*", "*/gadgettracermanager"]
- action: exclude
  name: own-namespace
  match:
    kubernetes:
      namespace_glob: [{{ .Release.Namespace }}]
# What is instrumented already.
- action: exclude
  name: exports-otlp-itself
  match:
    process:
      exports_otlp:
        port: 4317
        protocol: protobuf
{{- with $namespaces.denied }}
- action: exclude
  name: denied-namespaces
  match:
    kubernetes:
      namespace_glob: {{ toJson . }}
{{- end }}
- action: include
  name: allowed-namespaces
  match:
    kubernetes:
      namespace_glob: {{ $namespaces.allowed | default (list "*") | toJson }}
{{- end }}
