{{/* The workloads of this chart. */}}
{{- define "tempo.workloads" -}}
- name: ""
  component: tempo
  kind: StatefulSet
  args:
    - -config.file=/etc/tempo/config.yaml
    - -config.expand-env=true
    - -target=all
  env:
    {{- include "common.storage.env" . | trim | default "[]" | nindent 4 }}
  configPath: /etc/tempo
  persistence:
    mountPath: /var/tempo
  ports:
    - name: http
      port: 3200
    - name: grpc
      port: 9095
    - name: otlp-grpc
      port: 4317
    - name: otlp-http
      port: 4318
  probe:
    httpGet:
      path: /ready
      port: http
  # Not ready is no reason to restart: that would only lengthen it.
  probes:
    liveness:
      httpGet:
        path: /api/status/buildinfo
        port: http
  metrics:
    - port: http
      path: /metrics
  egress:
    {{- include "tempo.egress" . | trim | default "[]" | nindent 4 }}
{{- end }}

{{/* Every address that the configuration uses. */}}
{{- define "tempo.egress" -}}
{{- include "common.storage.egress" . | trim }}
{{- if .Values.metricsGenerator.enabled }}
- {{ .Values.metricsGenerator.remoteWrite.endpoint | quote }}
{{- end }}
{{- end }}

{{/* The files of the ConfigMap. */}}
{{- define "tempo.files" -}}
config.yaml: |
  {{- include "common.config" (dict "root" . "config" (include "tempo.config" .)) | nindent 2 }}
{{- end }}
