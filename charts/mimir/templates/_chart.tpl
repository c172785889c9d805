{{/* The workloads of this chart. */}}
{{- define "mimir.workloads" -}}
- name: ""
  component: mimir
  kind: StatefulSet
  args:
    - -config.file=/etc/mimir/config.yaml
    - -config.expand-env=true
    # `all` holds everything but the Alertmanager.
    - -target=all,alertmanager
  env:
    {{- include "common.storage.env" . | trim | default "[]" | nindent 4 }}
  configPath: /etc/mimir
  persistence:
    mountPath: /data
  ports:
    - name: http
      port: 8080
    - name: grpc
      port: 9095
  probe:
    httpGet:
      path: /ready
      port: http
  # Not ready is no reason to restart: that would only lengthen it.
  probes:
    liveness:
      httpGet:
        path: /api/v1/status/buildinfo
        port: http
  metrics:
    - port: http
      path: /metrics
  egress:
    {{- include "common.storage.egress" . | trim | default "[]" | nindent 4 }}
{{- end }}

{{/* The files of the ConfigMap. */}}
{{- define "mimir.files" -}}
config.yaml: |
  {{- include "common.config" (dict "root" . "config" (include "mimir.config" .)) | nindent 2 }}
alertmanager-fallback.yaml: |
  {{- toYaml .Values.alertmanager.fallbackConfig | nindent 2 }}
{{- end }}
