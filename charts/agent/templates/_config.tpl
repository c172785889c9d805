{{/* The daemon's configuration. Keys are lower-cased when read: names of exporters are lower case without dots. */}}
{{- define "agent.config" -}}
{{- $otlp := .Values.output.otlp -}}
gadget-namespace: {{ .Release.Namespace }}
daemon-log-level: {{ .Values.logLevel }}
containerd-socketpath: {{ .Values.tracer.containerRuntime.containerdSocket | quote }}
crio-socketpath: {{ .Values.tracer.containerRuntime.crioSocket | quote }}
operator:
  kubemanager:
    hook-mode: {{ include "agent.hookMode" . }}
    fallback-podinformer: {{ .Values.tracer.fallbackPodInformer }}
  oci:
    verify-image: {{ .Values.tracer.gadgets.verify }}
    {{- with .Values.tracer.gadgets.publicKeys }}
    public-keys:
      {{- toYaml . | nindent 6 }}
    {{- end }}
    # A ConfigMap that someone else puts into this namespace cannot bring a gadget from elsewhere.
    allowed-gadgets:
      - {{ printf "%s/*" (include "agent.gadgets.repository" .) | quote }}
    {{- if .Values.tracer.gadgets.pullSecret }}
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
        endpoint: {{ $otlp.endpoint | quote }}
        insecure: {{ not $otlp.tls.enabled }}
        interval: {{ .Values.metrics.interval }}
        temporality: cumulative
        # ig_gadgets_running is the only sign of a gadget that failed.
        collectIGMetrics: true
  {{- if hasKey (include "agent.features" . | fromYaml) "events" }}
  otel-logs:
    exporters:
      collector:
        exporter: otlp-grpc
        endpoint: {{ $otlp.endpoint | quote }}
        insecure: {{ not $otlp.tls.enabled }}
        compression: gzip
  {{- end }}
{{- end }}

{{/* How the daemon learns of containers. On CRI-O, `auto` installs hooks into the node, which OpenShift always has. */}}
{{- define "agent.hookMode" -}}
{{- if and .Values.readOnly (eq .Values.tracer.hookMode "auto") (eq .Values.platform "openshift") -}}
fanotify+ebpf
{{- else -}}
{{ .Values.tracer.hookMode }}
{{- end -}}
{{- end }}
