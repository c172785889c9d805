{{/* The gateway's configuration: one explicit pipeline for each signal that has a destination. */}}
{{- define "collector.config" -}}
{{- $destinations := include "collector.destinations" . | fromYaml -}}
{{- $selfMetrics := and .Values.selfMetrics (hasKey $destinations "mimir") -}}
extensions:
  {{- include "collector.extensions" "/var/lib/otelcol/queue" | nindent 2 }}
receivers:
  otlp:
    protocols:
      grpc:
        endpoint: 0.0.0.0:4317
        # One report of a profiler can exceed the default of 4.
        max_recv_msg_size_mib: 16
      http:
        endpoint: 0.0.0.0:4318
  {{- if $selfMetrics }}
  prometheus:
    config:
      scrape_configs:
        - job_name: {{ include "common.fullname" . }}
          scrape_interval: 30s
          static_configs:
            # The address of the pod tells one replica's series from another's.
            - targets: ["${env:POD_IP}:8888"]
  {{- end }}
processors:
  {{- include "collector.processors" . | nindent 2 }}
exporters:
  {{- range $destinations }}
  {{ .exporter }}:
    {{- include "collector.exporter" (merge (dict "tenant" $.Values.global.tenant "queueSize" ($.Values.queue).size) .) | nindent 4 }}
  {{- end }}
service:
  extensions: [health_check, file_storage]
  telemetry:
    {{- include "collector.telemetry" . | nindent 4 }}
  pipelines:
    {{- range $name, $destination := $destinations }}
    {{ .signal }}:
      receivers: [otlp{{ if and $selfMetrics (eq $name "mimir") }}, prometheus{{ end }}]
      processors: [memory_limiter, k8s_attributes{{ if has .signal (list "logs" "metrics") }}, transform/tracer{{ end }}{{ if $.Values.global.clusterName }}, resource{{ end }}]
      exporters: [{{ .exporter }}]
    {{- end }}
{{- end }}

{{/* The extensions of every role. Call with the folder of queues and checkpoints. */}}
{{- define "collector.extensions" -}}
health_check:
  endpoint: ${env:POD_IP}:13133
file_storage:
  directory: {{ . }}
  create_directory: true
  timeout: 10s
  # A damaged file is set aside instead of stopping every start.
  recreate: true
  # The files never shrink otherwise.
  compaction:
    on_start: true
    on_rebound: true
    directory: {{ . }}
    cleanup_on_start: true
{{- end }}

{{/* What every role says of itself. */}}
{{- define "collector.telemetry" -}}
logs:
  encoding: json
metrics:
  readers:
    - pull:
        exporter:
          prometheus:
            host: 0.0.0.0
            port: 8888
            without_scope_info: true
            without_type_suffix: true
            without_units: true
{{- end }}

{{/*
One exporter. Its queue is on the data volume and is emptied however long the destination was away. Call with (dict
"exporter" "name" "signal" "logs" "url" "…" "queueSize" 1000) and, at a store, "tenant".
*/}}
{{- define "collector.exporter" -}}
endpoint: {{ .url | quote }}
{{- if hasPrefix "otlp_grpc" .exporter }}
tls:
  insecure: true
{{- end }}
{{- with .tenant }}
headers:
  X-Scope-OrgID: {{ . | quote }}
{{- end }}
timeout: 30s
retry_on_failure:
  enabled: true
  # Never gives up.
  max_elapsed_time: 0
sending_queue:
  enabled: true
  storage: file_storage
  queue_size: {{ .queueSize | default 10000 | int64 }}
  # A full queue holds senders back instead of losing data.
  block_on_overflow: true
  {{- if ne .signal "profiles" }}
  # In bytes, below the 4 MiB at which a gRPC server refuses a message for good. A profile is one large report already.
  batch:
    sizer: bytes
    flush_timeout: 1s
    min_size: 1000000
    max_size: 3000000
  {{- end }}
{{- end }}

{{/* The exporter of the roles that send logs to the gateway. Call with its address. */}}
{{- define "collector.toGateway" -}}
otlp_grpc/gateway:
  {{- include "collector.exporter" (dict "exporter" "otlp_grpc/gateway" "signal" "logs" "url" . "queueSize" 1000) | nindent 2 }}
{{- end }}
