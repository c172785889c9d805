{{/* Engine: kata-monitor. It finds sandboxes in the folders of Kata's runtimes and asks the container runtime which pods they are. */}}
{{- define "agent.kata.workload" -}}
{{- $socket := .Values.kata.runtimeSocket -}}
- name: kata
  component: kata
  kind: DaemonSet
  valuesKey: kata
  args:
    - -listen-address=0.0.0.0:8090
    - -runtime-endpoint={{ $socket }}
    - -log-level={{ ternary "warn" .Values.logLevel (eq .Values.logLevel "warning") }}
  files: agent.engine.noFiles
  annotations:
    {{- include "agent.engine.scraped" (list 8090 "/metrics") | nindent 4 }}
  replace:
    {{- include "agent.engine.own" .Values.kata | nindent 4 }}
    # Root owns the folders and the socket.
    podSecurityContext:
      {{- include "agent.engine.podSecurityContext" (dict "user" 0) | nindent 6 }}
    securityContext:
      {{- include "agent.securityContext" (dict "root" . "engine" "kata" "confined" true) | nindent 6 }}
  ports:
    - name: metrics
      port: 8090
  # It has no health check. This is the list that it keeps; /metrics would ask every sandbox.
  probe:
    httpGet:
      path: /sandboxes
      port: metrics
  metrics:
    - port: metrics
      path: /metrics
  ingress:
    {{- include "agent.engine.ingress" (dict "root" . "port" 8090) | nindent 4 }}
  # Of the runtimes in Go and in Rust; which one made a sandbox decides in which of the two it is.
  volumes:
    {{- range $name, $path := dict "sandboxes-go" "/run/vc/sbs" "sandboxes-rust" "/run/kata" }}
    - name: {{ $name }}
      hostPath:
        path: {{ $path }}
        type: DirectoryOrCreate
    {{- end }}
    # The folder, not the socket: a runtime that restarts makes a new one.
    - name: runtime
      hostPath:
        path: {{ dir $socket }}
  volumeMounts:
    {{- range $name, $path := dict "sandboxes-go" "/run/vc/sbs" "sandboxes-rust" "/run/kata" "runtime" (dir $socket) }}
    - name: {{ $name }}
      mountPath: {{ $path }}
      readOnly: true
    {{- end }}
{{- end }}
