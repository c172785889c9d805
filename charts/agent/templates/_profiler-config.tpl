{{/*
The configuration of the profiler, in the keys of exactly the version that values.yaml pins. The distribution has no processor that
drops profiles, so that namespaces cannot be left out, and no queue on disk.
*/}}
{{- define "agent.profiler.config" -}}
{{- $profiling := .Values.profiling -}}
extensions:
  health_check:
    endpoint: ${env:POD_IP}:13133
receivers:
  profiling:
    samples_per_second: {{ $profiling.samplesPerSecond }}
    monitor_interval: {{ $profiling.monitorInterval }}
    reporter_interval: {{ $profiling.reporterInterval }}
    probabilistic_threshold: {{ $profiling.probabilistic.threshold }}
    probabilistic_interval: {{ $profiling.probabilistic.interval }}
    off_cpu_threshold: {{ $profiling.offCpuThreshold }}
processors:
  memory_limiter:
    check_interval: 1s
    limit_percentage: 80
    spike_limit_percentage: 25
  k8s_attributes:
    auth_type: serviceAccount
    filter:
      node_from_env_var: NODE_NAME
    # A profile says of its pod nothing but the container. Without an attribute of a container in the list, containers
    # are not looked up at all.
    extract:
      metadata: [k8s.namespace.name, k8s.pod.name, k8s.pod.uid, k8s.container.name, k8s.deployment.name, k8s.statefulset.name, k8s.daemonset.name, k8s.cronjob.name, k8s.job.name, service.namespace, service.name, service.version, service.instance.id]
    pod_association:
      - sources:
          - from: resource_attribute
            name: container.id
  # What runs outside of pods. Pyroscope keeps profiles by this name.
  transform:
    error_mode: ignore
    profile_statements:
      - set(resource.attributes["service.name"], resource.attributes["process.executable.name"]) where resource.attributes["service.name"] == nil
  resource:
    attributes:
      - key: k8s.node.name
        value: ${env:NODE_NAME}
        action: insert
      {{- with .Values.global.clusterName }}
      - key: k8s.cluster.name
        value: {{ . | quote }}
        action: upsert
      {{- end }}
exporters:
  otlp_grpc:
    {{- include "agent.output.collector" . | nindent 4 }}
service:
  extensions: [health_check]
  telemetry:
    logs:
      level: {{ ternary "warn" .Values.logLevel (eq .Values.logLevel "warning") }}
      encoding: json
    metrics:
      readers:
        - pull:
            exporter:
              prometheus:
                host: 0.0.0.0
                port: 8888
                without_scope_info: true
                without_type_suffix: true
                without_units: true
  pipelines:
    profiles:
      receivers: [profiling]
      processors: [memory_limiter, k8s_attributes, transform, resource]
      exporters: [otlp_grpc]
{{- end }}
