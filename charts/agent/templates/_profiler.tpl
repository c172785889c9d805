{{/* Engine: the OpenTelemetry eBPF profiler, a collector with the receiver `profiling`. */}}
{{- define "agent.profiler.workload" -}}
- name: profiler
  component: profiler
  kind: DaemonSet
  valuesKey: profiler
  kubernetesApi: true
  hostPID: true
  args:
    - --config=/etc/otelcol/config.yaml
    # Profiles are an alpha signal: without the gate a pipeline for them stops the start.
    - --feature-gates=+service.profilesSupport
  files: agent.profiler.files
  configPath: /etc/otelcol
  annotations:
    observability/hostPID: It walks the stacks of all processes of the node, which it finds in /proc.
    {{- include "agent.engine.scraped" (list 8888 "/metrics") | nindent 4 }}
  replace:
    {{- include "agent.engine.own" .Values.profiler | nindent 4 }}
    securityContext:
      {{- include "agent.securityContext" (dict "root" . "engine" "profiler") | nindent 6 }}
  env:
    {{- include "agent.engine.nodeName" . | nindent 4 }}
    - name: POD_IP
      valueFrom:
        fieldRef:
          fieldPath: status.podIP
    {{- include "agent.output.secrets" . | nindent 4 }}
    {{- include "agent.proxy.env" . | nindent 4 }}
  ports:
    - name: health
      port: 13133
    - name: metrics
      port: 8888
  probe:
    httpGet:
      path: /
      port: health
  metrics:
    - port: metrics
      path: /metrics
  ingress:
    {{- include "agent.engine.ingress" (dict "root" . "port" 8888) | nindent 4 }}
  volumes:
    # Where events are switched on that perf knows by their number alone.
    - name: tracefs
      hostPath:
        path: /sys/kernel/tracing
    {{- include "agent.output.volumes" . | nindent 4 }}
  volumeMounts:
    - name: tracefs
      mountPath: /sys/kernel/tracing
      readOnly: true
    {{- include "agent.output.volumeMounts" . | nindent 4 }}
  # What k8s_attributes watches for the metadata that the configuration asks for.
  clusterRules:
    - apiGroups: [""]
      resources: [pods]
      verbs: [get, list, watch]
  egress:
    - {{ .Values.output.otlp.endpoint | quote }}
{{- end }}

{{/* The files of its ConfigMap. */}}
{{- define "agent.profiler.files" -}}
config.yaml: |
  {{- include "common.config" (dict "root" . "extra" .Values.profiler.extraConfig "config" (include "agent.profiler.config" .)) | nindent 2 }}
{{- end }}
