{{/* Loki's configuration. Its parser is strict: an unknown key stops the start. */}}
{{- define "loki.config" -}}
auth_enabled: {{ .Values.multitenancy }}
server:
  http_listen_port: 3100
  grpc_listen_port: 9095
  http_server_read_timeout: 310s
  http_server_write_timeout: 310s
  grpc_server_max_recv_msg_size: 104857600
  grpc_server_max_send_msg_size: 104857600
common:
  path_prefix: /var/loki
  replication_factor: 1
  instance_addr: 127.0.0.1
  ring:
    kvstore:
      store: inmemory
schema_config:
  configs:
    - from: "2026-01-01"
      store: tsdb
      object_store: {{ .Values.storage.backend }}
      schema: v13
      index:
        prefix: loki_index_
        period: 24h
storage_config:
  use_thanos_objstore: true
  object_store:
    {{- include "loki.objectStore" .Values.storage | nindent 4 }}
ruler_storage:
  backend: local
  local:
    directory: /var/loki/rules
ruler:
  enable_api: true
  rule_path: /var/loki/rules-temp
  # Not moved by path_prefix in 3.7: on a read-only root it must be named.
  wal:
    dir: /var/loki/ruler-wal
compactor:
  working_directory: /var/loki/compactor
  retention_enabled: true
  delete_request_store: {{ .Values.storage.backend }}
limits_config:
  retention_period: {{ .Values.retention }}
  allow_structured_metadata: true
  volume_enabled: true
  query_timeout: 300s
  reject_old_samples_max_age: 168h
  max_global_streams_per_user: {{ .Values.limits.maxStreams }}
  ingestion_rate_mb: {{ .Values.limits.ingestionRateMB }}
  ingestion_burst_size_mb: {{ .Values.limits.ingestionBurstMB }}
  split_queries_by_interval: 1h
analytics:
  reporting_enabled: false
{{- end }}

{{/* The store in the keys of Loki's Thanos client: the older client loses data on some S3 stores. */}}
{{- define "loki.objectStore" -}}
{{- if eq .backend "s3" -}}
s3:
  endpoint: {{ .s3.endpoint | quote }}
  region: {{ .s3.region }}
  bucket_name: {{ .s3.bucket }}
  insecure: {{ .s3.insecure }}
  bucket_lookup_type: {{ ternary "path" "auto" .s3.pathStyle }}
  {{- if .s3.existingSecret }}
  access_key_id: ${S3_ACCESS_KEY_ID}
  secret_access_key: ${S3_SECRET_ACCESS_KEY}
  {{- end }}
{{- else -}}
filesystem:
  dir: /var/loki/chunks
{{- end }}
{{- end }}
