{{/* Folders of the node. */}}
{{- define "agent.volumes" -}}
{{- range $name, $path := dict "bin" "/bin" "etc" "/etc" "opt" "/opt" "proc" "/proc" "run" "/run" "usr" "/usr" "var" "/var" "bpffs" "/sys/fs/bpf" "cgroup" "/sys/fs/cgroup" "debugfs" "/sys/kernel/debug" }}
- name: {{ $name }}
  hostPath:
    path: {{ $path }}
{{- end }}
- name: gadgets
  emptyDir: {}
- name: wasm-cache
  emptyDir: {}
- name: health
  emptyDir: {}
{{- with .Values.tracer.gadgets.pullSecret }}
- name: pull-secret
  secret:
    secretName: {{ . }}
    defaultMode: 0400
    items:
      - key: .dockerconfigjson
        path: config.json
{{- end }}
{{- include "agent.output.volumes" . }}
{{- end }}

{{/* Where the daemon expects them. */}}
{{- define "agent.volumeMounts" -}}
{{- range $name := list "bin" "proc" "run" "usr" "var" }}
- name: {{ $name }}
  mountPath: /host/{{ $name }}
  readOnly: true
{{- end }}
{{- range $name := list "etc" "opt" }}
# Written only to install the hooks of CRI-O and NRI, which the hook mode `auto` may choose.
- name: {{ $name }}
  mountPath: /host/{{ $name }}
  readOnly: {{ or $.Values.readOnly (not (has $.Values.tracer.hookMode (list "auto" "crio" "nri"))) }}
{{- end }}
# Sockets: that of the container runtime, and that of the liveness probe.
- name: run
  mountPath: /run
- name: bpffs
  mountPath: /sys/fs/bpf
- name: debugfs
  mountPath: /sys/kernel/debug
- name: cgroup
  mountPath: /sys/fs/cgroup
  readOnly: true
- name: gadgets
  mountPath: /var/lib/ig
- name: wasm-cache
  mountPath: /var/run/ig/wasm-cache
{{- if .Values.tracer.gadgets.pullSecret }}
- name: pull-secret
  mountPath: /etc/ig-registry
  readOnly: true
{{- end }}
{{- include "agent.output.volumeMounts" . }}
{{- end }}
