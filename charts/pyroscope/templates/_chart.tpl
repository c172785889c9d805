{{/* The workloads of this chart. */}}
{{- define "pyroscope.workloads" -}}
- name: ""
  component: pyroscope
  kind: StatefulSet
  args:
    - -config.file=/etc/pyroscope/config.yaml
    - -config.expand-env=true
    - -target=all
  env:
    {{- include "common.storage.env" . | trim | default "[]" | nindent 4 }}
  configPath: /etc/pyroscope
  persistence:
    mountPath: /data
  ports:
    - name: http
      port: 4040
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
{{- define "pyroscope.files" -}}
config.yaml: |
  {{- include "common.config" (dict "root" . "config" (include "pyroscope.config" .)) | nindent 2 }}
{{- end }}
