{{/* Pyroscope's configuration. Its parser is strict: an unknown key stops the start. */}}
{{- define "pyroscope.config" -}}
# The default writes everything twice, for installations that are older than 2.0.
architecture_storage: v2
multitenancy_enabled: {{ .Values.multitenancy }}
server:
  http_listen_port: 4040
  grpc_listen_port: 9095
storage:
  backend: {{ .Values.storage.backend }}
  {{- include "pyroscope.objectStore" .Values.storage | nindent 2 }}
# The ring has one member: its port stays inside the pod, whose address may then be of any kind.
memberlist:
  bind_addr:
    - 127.0.0.1
  advertise_addr: 127.0.0.1
# The index of all profiles. It cannot be rebuilt from the object store, so it stays on the data volume.
metastore:
  data_dir: /data/v2/metastore/data
  raft:
    dir: /data/v2/metastore/raft
    # Does not follow dir.
    snapshots_dir: /data/v2/metastore/raft
compaction_worker:
  temp_dir: /tmp
limits:
  retention_period: {{ .Values.retention }}
  # Its default of a week would hide what is older, however long it is kept.
  max_query_lookback: {{ .Values.retention }}
  ingestion_rate_mb: {{ .Values.limits.ingestionRateMB }}
  ingestion_burst_size_mb: {{ .Values.limits.ingestionBurstMB }}
# It sends without a tenant, which multitenancy refuses.
self_profiling:
  disable_push: true
analytics:
  reporting_enabled: false
{{- end }}

{{/* The store in Pyroscope's keys. Its word for a bucket in the path is not the one of the other products. */}}
{{- define "pyroscope.objectStore" -}}
{{- if eq .backend "s3" -}}
s3:
  endpoint: {{ .s3.endpoint | quote }}
  region: {{ .s3.region }}
  bucket_name: {{ .s3.bucket }}
  insecure: {{ .s3.insecure }}
  bucket_lookup_type: {{ ternary "path-style" "auto" .s3.pathStyle }}
  {{- if .s3.existingSecret }}
  access_key_id: ${S3_ACCESS_KEY_ID}
  secret_access_key: ${S3_SECRET_ACCESS_KEY}
  {{- end }}
{{- else -}}
filesystem:
  dir: /data/v2/shared
{{- end }}
{{- end }}
