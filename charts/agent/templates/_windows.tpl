{{/*
Engine: windows_exporter, as a HostProcess container: it runs on the node itself, so that nothing of Linux' isolation
applies, and Kubernetes refuses Linux' fields in such a pod.
*/}}
{{- define "agent.windows.workload" -}}
- name: windows
  component: windows
  kind: DaemonSet
  valuesKey: windows
  os:
    name: windows
  # HostProcess has no other.
  hostNetwork: true
  args:
    - --config.file=%CONTAINER_SANDBOX_MOUNT_POINT%/etc/windows-exporter/config.yaml
    - --web.listen-address=:9182
  files: agent.windows.files
  configPath: /etc/windows-exporter
  annotations:
    observability/hostNetwork: A HostProcess container has the network of its node, and no other.
  replace:
    {{- include "agent.engine.own" .Values.windows | nindent 4 }}
    podSecurityContext:
      windowsOptions:
        hostProcess: true
        runAsUserName: NT AUTHORITY\system
    securityContext: {}
  ports:
    - name: metrics
      port: 9182
  probe:
    httpGet:
      path: /health
      port: metrics
  metrics:
    - port: metrics
      path: /metrics
{{- end }}

{{/* The files of its ConfigMap. */}}
{{- define "agent.windows.files" -}}
config.yaml: |
  {{- include "common.config" (dict "root" . "extra" .Values.windows.extraConfig "config" (include "agent.windows.config" .)) | nindent 2 }}
{{- end }}

{{/* Its configuration. */}}
{{- define "agent.windows.config" -}}
collectors:
  enabled: {{ prepend .Values.windows.collectors "[defaults]" | join "," | quote }}
log:
  level: {{ ternary "warn" .Values.logLevel (eq .Values.logLevel "warning") }}
{{- end }}
