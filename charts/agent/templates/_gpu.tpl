{{/* Engine: dcgm-exporter. It asks the driver for metrics, and the kubelet which pod has which GPU. */}}
{{- define "agent.gpu.workload" -}}
{{- $pods := .Values.gpu.podMetadata.enabled -}}
{{- $profiling := .Values.gpu.profilingMetrics.enabled -}}
- name: gpu
  component: gpu
  kind: DaemonSet
  valuesKey: gpu
  runtimeClassName: {{ .Values.gpu.runtimeClassName | quote }}
  files: agent.engine.noFiles
  annotations:
    {{- include "agent.engine.scraped" (list 9400 "/metrics") | nindent 4 }}
  replace:
    {{- include "agent.engine.own" .Values.gpu | nindent 4 }}
    podSecurityContext:
      {{- include "agent.engine.podSecurityContext" (dict "user" (ternary 0 1000 (or $pods $profiling))) | nindent 6 }}
    securityContext:
      {{- include "agent.securityContext" (dict "root" . "engine" "gpu" "confined" true) | nindent 6 }}
  env:
    {{- include "agent.engine.nodeName" . | nindent 4 }}
    - name: DCGM_EXPORTER_LISTEN
      value: ":9400"
    - name: DCGM_EXPORTER_KUBERNETES
      value: {{ $pods | quote }}
    - name: DCGM_EXPORTER_INTERVAL
      value: {{ include "agent.milliseconds" .Values.gpu.interval | quote }}
    # Lists that the image brings along.
    - name: DCGM_EXPORTER_COLLECTORS
      value: /etc/dcgm-exporter/{{ ternary "dcp-metrics-included" "default-counters" $profiling }}.csv
  ports:
    - name: metrics
      port: 9400
  probe:
    httpGet:
      path: /health
      port: metrics
  metrics:
    - port: metrics
      path: /metrics
  ingress:
    {{- include "agent.engine.ingress" (dict "root" . "port" 9400) | nindent 4 }}
  {{- if $pods }}
  volumes:
    - name: pod-resources
      hostPath:
        path: /var/lib/kubelet/pod-resources
  volumeMounts:
    - name: pod-resources
      mountPath: /var/lib/kubelet/pod-resources
      readOnly: true
  {{- end }}
{{- end }}
