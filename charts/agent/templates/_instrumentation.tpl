{{/* Engine: OpenTelemetry eBPF Instrumentation (OBI). */}}
{{- define "agent.instrumentation.workload" -}}
{{- $hostNetwork := or .Values.instrumentation.networkFlows.enabled .Values.instrumentation.tracePropagation.enabled -}}
- name: instrumentation
  component: instrumentation
  kind: DaemonSet
  valuesKey: instrumentation
  kubernetesApi: true
  hostPID: true
  {{- if $hostNetwork }}
  hostNetwork: true
  # Without, names of Services would not be found.
  dnsPolicy: ClusterFirstWithHostNet
  {{- end }}
  args:
    - --config=/etc/obi/config.yaml
  files: agent.instrumentation.files
  configPath: /etc/obi
  annotations:
    observability/hostPID: It attaches probes to the executables of all processes of the node, which it finds in /proc.
    {{- if $hostNetwork }}
    observability/hostNetwork: Interfaces to which programs for flows and headers are attached are those of the node.
    {{- end }}
    {{- include "agent.engine.scraped" (list 8999 "/internal/metrics") | nindent 4 }}
  replace:
    {{- include "agent.engine.own" .Values.instrumentation | nindent 4 }}
    securityContext:
      {{- include "agent.securityContext" (dict "root" . "engine" "instrumentation") | nindent 6 }}
  env:
    {{- include "agent.output.secrets" . | nindent 4 }}
    {{- with .Values.output.otlp.tls }}
    {{- if and .enabled .ca.secret }}
    # The configuration has no key for it. Go reads this file beside the authorities of the image.
    - name: SSL_CERT_FILE
      value: /etc/otlp-ca/ca.crt
    {{- end }}
    {{- end }}
    {{- include "agent.proxy.env" . | nindent 4 }}
  ports:
    - name: metrics
      port: 8999
  # There is no health check of its own: what it says of itself is served as long as it works.
  probe:
    httpGet:
      path: /internal/metrics
      port: metrics
  metrics:
    - port: metrics
      path: /internal/metrics
  ingress:
    {{- include "agent.engine.ingress" (dict "root" . "port" 8999) | nindent 4 }}
  volumes:
    - name: cgroup
      hostPath:
        path: /sys/fs/cgroup
    - name: tracefs
      hostPath:
        path: /sys/kernel/tracing
    - name: obi
      emptyDir: {}
    {{- include "agent.output.volumes" . | nindent 4 }}
  volumeMounts:
    - name: cgroup
      mountPath: /sys/fs/cgroup
      readOnly: true
    # Written to register probes. Without it some kernels get no headers, either: OBI cannot tell whether they are safe.
    - name: tracefs
      mountPath: /sys/kernel/tracing
    # What it puts into Java processes.
    - name: obi
      mountPath: /var/run/obi
    {{- include "agent.output.volumeMounts" . | nindent 4 }}
  # Names of both ends of a request. Each pod watches the whole cluster.
  clusterRules:
    - apiGroups: [""]
      resources: [nodes, pods, services]
      verbs: [get, list, watch]
    - apiGroups: [apps]
      resources: [replicasets]
      verbs: [list, watch]
  egress:
    - {{ .Values.output.otlp.endpoint | quote }}
{{- end }}

{{/* The files of its ConfigMap. */}}
{{- define "agent.instrumentation.files" -}}
config.yaml: |
  {{- include "common.config" (dict "root" . "extra" .Values.instrumentation.extraConfig "config" (include "agent.instrumentation.config" .)) | nindent 2 }}
{{- end }}
