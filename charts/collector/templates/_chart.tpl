{{/* The workloads of this chart. */}}
{{- define "collector.workloads" -}}
{{- $destinations := include "collector.destinations" . | fromYaml -}}
- name: ""
  component: gateway
  kind: StatefulSet
  kubernetesApi: true
  args:
    - --config=/etc/otelcol/config.yaml
    {{- if hasKey $destinations "pyroscope" }}
    # Profiles are an alpha signal: without the gate a pipeline for them stops the start.
    - --feature-gates=+service.profilesSupport
    {{- end }}
  env:
    - name: POD_IP
      valueFrom:
        fieldRef:
          fieldPath: status.podIP
  configPath: /etc/otelcol
  persistence:
    mountPath: /var/lib/otelcol
  ports:
    - name: otlp-grpc
      port: 4317
    - name: otlp-http
      port: 4318
    - name: health
      port: 13133
    - name: metrics
      port: 8888
  probe:
    httpGet:
      path: /
      port: health
  metrics:
    port: metrics
    path: /metrics
  # What k8s_attributes watches for the metadata that the configuration asks for.
  clusterRules:
    - apiGroups: [""]
      resources: [pods, namespaces]
      verbs: [get, list, watch]
  egress:
    {{- range $destinations }}
    - {{ .endpoint | quote }}
    {{- else }} []
    {{- end }}
{{- end }}

{{/* The files of the ConfigMap. */}}
{{- define "collector.files" -}}
config.yaml: |
  {{- include "common.config" (dict "root" . "config" (include "collector.config" .)) | nindent 2 }}
{{- end }}
