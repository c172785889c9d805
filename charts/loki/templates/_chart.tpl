{{/* The workloads of this chart. */}}
{{- define "loki.workloads" -}}
- name: ""
  component: loki
  kind: StatefulSet
  args:
    - -config.file=/etc/loki/config.yaml
    - -config.expand-env=true
    - -target=all
  env:
    {{- include "common.storage.env" . | trim | default "[]" | nindent 4 }}
  configPath: /etc/loki
  persistence:
    mountPath: /var/loki
  ports:
    - name: http
      port: 3100
    - name: grpc
      port: 9095
  probe:
    httpGet:
      path: /ready
      port: http
  metrics:
    - port: http
      path: /metrics
  egress:
    {{- include "common.storage.egress" . | trim | default "[]" | nindent 4 }}
{{- end }}

{{/* The files of the ConfigMap. */}}
{{- define "loki.files" -}}
config.yaml: |
  {{- include "common.config" (dict "root" . "config" (include "loki.config" .)) | nindent 2 }}
{{- end }}
