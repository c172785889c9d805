{{/* The daemon's configuration. Keys are lower-cased when read: names of exporters are lower case without dots. */}}
{{- define "agent.config" -}}
gadget-namespace: {{ .Release.Namespace }}
daemon-log-level: {{ .Values.logLevel }}
containerd-socketpath: {{ .Values.containerRuntime.containerdSocket | quote }}
crio-socketpath: {{ .Values.containerRuntime.crioSocket | quote }}
operator:
  kubemanager:
    hook-mode: {{ .Values.hookMode }}
    fallback-podinformer: {{ .Values.fallbackPodInformer }}
  oci:
    verify-image: {{ .Values.gadgetImages.verify }}
    {{- with .Values.gadgetImages.publicKeys }}
    public-keys:
      {{- toYaml . | nindent 6 }}
    {{- end }}
    # A ConfigMap that someone else puts into this namespace cannot bring a gadget from elsewhere.
    allowed-gadgets:
      - {{ printf "%s/*" (include "agent.gadgets.repository" .) | quote }}
    {{- if .Values.gadgetImages.pullSecret }}
    authfile: /etc/ig-registry/config.json
    {{- end }}
  otel-metrics:
    # A gadget uses its named exporter or this listener, never both: here only the daemon's own metrics are served.
    otel-metrics-listen: true
    otel-metrics-listen-address: ":2224"
    otel-metrics-export-internals: true
    exporters:
      collector:
        exporter: otlp-grpc
        endpoint: {{ .Values.destination.endpoint | quote }}
        insecure: {{ .Values.destination.insecure }}
        interval: {{ .Values.destination.interval }}
        temporality: cumulative
        # ig_gadgets_running is the only sign of a gadget that failed.
        collectIGMetrics: true
{{- end }}
