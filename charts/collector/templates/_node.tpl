{{/*
The node role's configuration: the logs of every container on the node, sent to the gateway. What is read is in the queue
or in the file, and how far each file is read is in the checkpoints: both are in a folder of the node.
*/}}
{{- define "collector.node.config" -}}
extensions:
  {{- include "collector.extensions" "/var/lib/node-collector" | nindent 2 }}
receivers:
  file_log:
    # The second form is what the kubelet has rotated and not compressed yet: lines written while no collector ran.
    include:
      - /var/log/pods/*/*/*.log
      - /var/log/pods/*/*/*.log.????????-??????
    # Its own: each line about a line would make another one.
    exclude:
      - /var/log/pods/{{ .Release.Namespace }}_{{ include "common.fullname" . }}-*/{{ .Chart.Name }}/*
    # A file that no checkpoint knows is read whole. With `end`, lines would be lost that a pod wrote before its file was
    # found: at the first start, and in pods that started while the collector was down.
    start_at: beginning
    storage: file_storage
    # The container parser reads the pod from the path.
    include_file_path: true
    include_file_name: false
    preserve_trailing_whitespaces: true
    # What memory_limiter refuses is read again instead of dropped.
    retry_on_failure:
      enabled: true
      max_elapsed_time: 0
    operators:
      - type: container
        id: container-parser
  {{- if .Values.node.scrape.enabled }}
  prometheus:
    {{- include "collector.node.scrape" . | nindent 4 }}
  {{- end }}
processors:
  {{- include "collector.memoryLimiter" . | nindent 2 }}
  k8s_attributes:
    {{- include "collector.podMetadata" . | nindent 4 }}
    filter:
      node_from_env_var: K8S_NODE_NAME
    # Files wait; lines that are sent before the pods are known would stay without their attributes.
    wait_for_metadata: true
    wait_for_metadata_timeout: 60s
    # From the path. That of a static pod has another uid than the API: it keeps what the path says.
    pod_association:
      - sources:
          - from: resource_attribute
            name: k8s.pod.uid
  # Loki drops a line that it has, if all that comes with the line is the same. The time of reading is not, when lines
  # are read again after a crash.
  transform:
    error_mode: ignore
    log_statements:
      - set(log.observed_time, log.time) where log.time_unix_nano > 0
  resource:
    attributes:
      - key: k8s.node.name
        value: ${env:K8S_NODE_NAME}
        action: insert
      {{- with .Values.global.clusterName }}
      {{- include "collector.clusterName" . | nindent 6 }}
      {{- end }}
exporters:
  {{- include "collector.toGateway" .Values.gateway.endpoint | nindent 2 }}
service:
  extensions: [health_check, file_storage]
  telemetry:
    {{- include "collector.telemetry" . | nindent 4 }}
  pipelines:
    logs:
      receivers: [file_log]
      processors: [memory_limiter, k8s_attributes, transform, resource]
      exporters: [otlp_grpc/gateway]
    {{- if .Values.node.scrape.enabled }}
    metrics:
      receivers: [prometheus]
      processors: [memory_limiter, k8s_attributes, resource]
      exporters: [otlp_grpc/gateway]
    {{- end }}
{{- end }}

{{/* Pods of this namespace on this node that ask for it. */}}
{{- define "collector.node.scrape" -}}
config:
  scrape_configs:
    - job_name: {{ .Release.Namespace }}
      scrape_interval: {{ .Values.node.scrape.interval }}
      kubernetes_sd_configs:
        - role: pod
          namespaces:
            own_namespace: true
          selectors:
            - role: pod
              field: spec.nodeName=${env:K8S_NODE_NAME}
      relabel_configs:
        - source_labels: [__meta_kubernetes_pod_annotation_prometheus_io_scrape]
          regex: "true"
          action: keep
        # One target for each pod, and not one for each of its ports.
        - source_labels: [__meta_kubernetes_pod_annotation_prometheus_io_port]
          target_label: __meta_kubernetes_pod_container_port_number
          action: keepequal
        - source_labels: [__meta_kubernetes_pod_annotation_prometheus_io_path]
          regex: (.+)
          target_label: __metrics_path__
{{- end }}
