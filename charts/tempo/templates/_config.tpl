{{/* Tempo's configuration. Its parser is strict: an unknown key stops the start. */}}
{{- define "tempo.config" -}}
multitenancy_enabled: {{ .Values.multitenancy }}
stream_over_http_enabled: true
server:
  http_listen_port: 3200
  grpc_listen_port: 9095
distributor:
  ring:
    instance_addr: 127.0.0.1
  receivers:
    otlp:
      protocols:
        grpc:
          endpoint: 0.0.0.0:4317
        http:
          endpoint: 0.0.0.0:4318
live_store:
  ring:
    instance_addr: 127.0.0.1
storage:
  trace:
    {{- include "tempo.store" .Values.storage | nindent 4 }}
    wal:
      path: /var/tempo/wal
    block:
      version: vParquet5
# The scheduler plans what is deleted, the worker deletes: both must know the retention.
backend_scheduler:
  local_work_path: /var/tempo
  provider:
    compaction:
      compaction:
        block_retention: {{ .Values.retention }}
backend_worker:
  compaction:
    block_retention: {{ .Values.retention }}
metrics_generator:
  {{- include "tempo.metricsGenerator" . | nindent 2 }}
overrides:
  defaults:
    ingestion:
      rate_limit_bytes: {{ mulf .Values.limits.ingestionRateMB 1000000 | int64 }}
      burst_size_bytes: {{ mulf .Values.limits.ingestionBurstMB 1000000 | int64 }}
      max_traces_per_user: {{ .Values.limits.maxTraces | int64 }}
    global:
      max_bytes_per_trace: {{ mulf .Values.limits.maxTraceMB 1000000 | int64 }}
    {{- if .Values.metricsGenerator.enabled }}
    metrics_generator:
      processors:
        {{- toYaml .Values.metricsGenerator.processors | nindent 8 }}
    {{- end }}
usage_report:
  reporting_enabled: false
{{- end }}

{{/* Where blocks are kept. */}}
{{- define "tempo.store" -}}
{{- if eq .backend "s3" -}}
backend: s3
s3:
  endpoint: {{ .s3.endpoint | quote }}
  region: {{ .s3.region }}
  bucket: {{ .s3.bucket }}
  insecure: {{ .s3.insecure }}
  forcepathstyle: {{ .s3.pathStyle }}
  {{- if .s3.existingSecret }}
  access_key: ${S3_ACCESS_KEY_ID}
  secret_key: ${S3_SECRET_ACCESS_KEY}
  {{- end }}
{{- else -}}
backend: local
local:
  path: /var/tempo/blocks
{{- end }}
{{- end }}

{{/*
The metrics made from traces and where they go. With multitenancy each tenant's metrics go out under its own name;
without it no name goes out, which Mimir refuses, so that the environment's is added.
*/}}
{{- define "tempo.metricsGenerator" -}}
storage:
  path: /var/tempo/generator/wal
  {{- if .Values.metricsGenerator.enabled }}
  remote_write:
    - url: http://{{ .Values.metricsGenerator.remoteWrite.endpoint }}/api/v1/push
      send_exemplars: true
      {{- if not .Values.multitenancy }}
      headers:
        X-Scope-OrgID: {{ .Values.global.tenant | quote }}
      {{- end }}
  {{- end }}
registry:
  external_labels:
    source: tempo
    {{- with .Values.global.clusterName }}
    # As Mimir writes the OTLP resource attribute.
    k8s_cluster_name: {{ . | quote }}
    {{- end }}
{{- end }}
