{{/*
Mimir's configuration. Its parser is strict: an unknown key stops the start. So does a folder that is, or lies inside,
the folder of another key: each has its own below /data.
*/}}
{{- define "mimir.config" -}}
multitenancy_enabled: {{ .Values.multitenancy }}
server:
  http_listen_port: 8080
  grpc_listen_port: 9095
common:
  storage:
    {{- include "mimir.store" .Values.storage | nindent 4 }}
blocks_storage:
  {{- include "mimir.bucket" (dict "storage" .Values.storage "name" "blocks") | nindent 2 }}
  tsdb:
    dir: /data/tsdb
  bucket_store:
    sync_dir: /data/tsdb-sync
ruler_storage:
  {{- include "mimir.bucket" (dict "storage" .Values.storage "name" "ruler") | nindent 2 }}
alertmanager_storage:
  {{- include "mimir.bucket" (dict "storage" .Values.storage "name" "alertmanager") | nindent 2 }}
# One pod: each ring has one member, which is reached without the network.
memberlist:
  bind_addr:
    - 127.0.0.1
  advertise_addr: 127.0.0.1
distributor:
  ring:
    {{- include "mimir.ring" . | nindent 4 }}
ingester:
  ring:
    {{- include "mimir.ring" . | nindent 4 }}
    replication_factor: 1
store_gateway:
  sharding_ring:
    {{- include "mimir.ring" . | nindent 4 }}
    replication_factor: 1
compactor:
  data_dir: /data/compactor
  sharding_ring:
    {{- include "mimir.ring" . | nindent 4 }}
querier:
  ring:
    {{- include "mimir.ring" . | nindent 4 }}
query_scheduler:
  ring:
    {{- include "mimir.ring" . | nindent 4 }}
frontend:
  address: 127.0.0.1
ruler:
  rule_path: /data/ruler
  alertmanager_url: http://127.0.0.1:8080/alertmanager
  ring:
    {{- include "mimir.ring" . | nindent 4 }}
alertmanager:
  data_dir: /data/alertmanager
  fallback_config_file: /etc/mimir/alertmanager-fallback.yaml
  external_url: http://{{ include "common.fullname" . }}.{{ .Release.Namespace }}.svc.cluster.local:8080/alertmanager
  sharding_ring:
    {{- include "mimir.ring" . | nindent 4 }}
    replication_factor: 1
limits:
  compactor_blocks_retention_period: {{ .Values.retention }}
  max_global_series_per_user: {{ .Values.limits.maxSeries | int64 }}
  max_global_exemplars_per_user: {{ .Values.limits.maxExemplars | int64 }}
  ingestion_rate: {{ .Values.limits.ingestionRate | int64 }}
  ingestion_burst_size: {{ .Values.limits.ingestionBurst | int64 }}
  out_of_order_time_window: {{ .Values.limits.outOfOrderWindow }}
  promote_otel_resource_attributes: {{ join "," .Values.otlp.promoteResourceAttributes | quote }}
  otel_metric_suffixes_enabled: {{ .Values.otlp.metricSuffixes }}
activity_tracker:
  filepath: /data/activity.log
usage_stats:
  enabled: false
{{- end }}

{{/* The store that blocks, rules and Alertmanager state share. */}}
{{- define "mimir.store" -}}
backend: {{ .backend }}
{{- if eq .backend "s3" }}
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
{{- end }}
{{- end }}

{{/* Where one of the three lies in it: a prefix of the bucket or a folder of its own. Call with (dict "storage" … "name" …). */}}
{{- define "mimir.bucket" -}}
{{- if eq .storage.backend "s3" -}}
storage_prefix: {{ .name }}
{{- else -}}
filesystem:
  dir: /data/store/{{ .name }}
{{- end }}
{{- end }}

{{/* A ring of one member. */}}
{{- define "mimir.ring" -}}
instance_addr: 127.0.0.1
kvstore:
  store: memberlist
{{- end }}
