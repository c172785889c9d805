{{/* The workloads of this chart: one for each role that is on. */}}
{{- define "collector.workloads" -}}
{{- $destinations := include "collector.destinations" . | fromYaml -}}
{{- if .Values.gateway.enabled }}
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
  configPath: /etc/otelcol
  persistence:
    mountPath: /var/lib/otelcol
  ports:
    - name: otlp-grpc
      port: 4317
    - name: otlp-http
      port: 4318
    {{- include "collector.ports" . | nindent 4 }}
  {{- include "collector.workload" . | nindent 2 }}
  # What k8s_attributes watches for the metadata that the configuration asks for.
  clusterRules:
    - apiGroups: [""]
      resources: [pods, namespaces]
      verbs: [get, list, watch]
  {{- if .Values.cluster.enabled }}
  ingress:
    - component: cluster
      ports: [4317]
  {{- end }}
  egress:
    {{- range $destinations }}
    - {{ .endpoint | quote }}
    {{- else }} []
    {{- end }}
{{- end }}
{{- if .Values.cluster.enabled }}
- name: cluster
  component: cluster
  kind: StatefulSet
  valuesKey: cluster
  # A second pod would send every event a second time. Nobody connects to it.
  fixed:
    replicas: 1
    autoscaling: {hpa: {enabled: false}, keda: {enabled: false}}
    podDisruptionBudget: {enabled: false}
    networkPolicy: {ingress: []}
  kubernetesApi: true
  args:
    - --config=/etc/otelcol/config.yaml
  files: collector.cluster.files
  configPath: /etc/otelcol
  persistence:
    mountPath: /var/lib/otelcol
  ports:
    {{- include "collector.ports" . | nindent 4 }}
  {{- include "collector.workload" . | nindent 2 }}
  clusterRules:
    - apiGroups: [""]
      resources: [events]
      verbs: [get, list, watch]
  egress:
    - {{ .Values.gateway.endpoint | quote }}
{{- end }}
{{- if .Values.node.enabled }}
- name: ""
  component: node
  kind: DaemonSet
  valuesKey: node
  # Nobody connects to it.
  fixed:
    networkPolicy: {ingress: []}
  kubernetesApi: true
  args:
    - --config=/etc/otelcol/config.yaml
    # Lines are in the queue before the checkpoint says so. Otherwise a crash loses those of a tenth of a second.
    - --feature-gates=+stanza.synchronousLogEmitter
  files: collector.node.files
  {{- if .Values.node.scrape.enabled }}
  egressNamespaces: [{{ .Release.Namespace }}]
  {{- end }}
  configPath: /etc/otelcol
  ports:
    {{- include "collector.ports" . | nindent 4 }}
  {{- include "collector.node.workload" . | nindent 2 }}
  clusterRules:
    - apiGroups: [""]
      resources: [pods]
      verbs: [get, list, watch]
  egress:
    - {{ .Values.gateway.endpoint | quote }}
{{- end }}
{{- end }}

{{/* The files of the gateway's ConfigMap. */}}
{{- define "collector.files" -}}
config.yaml: |
  {{- include "common.config" (dict "root" . "config" (include "collector.config" .)) | nindent 2 }}
{{- end }}

{{/* Those of the cluster role. */}}
{{- define "collector.cluster.files" -}}
config.yaml: |
  {{- include "common.config" (dict "root" . "extra" .Values.cluster.extraConfig "config" (include "collector.cluster.config" .)) | nindent 2 }}
{{- end }}

{{/* Those of the node role. */}}
{{- define "collector.node.files" -}}
config.yaml: |
  {{- include "common.config" (dict "root" . "extra" .Values.node.extraConfig "config" (include "collector.node.config" .)) | nindent 2 }}
{{- end }}
