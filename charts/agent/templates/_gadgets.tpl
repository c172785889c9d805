{{/*
The gadgets, as one table: the feature that a gadget is part of, the name that it gives to its data, what it counts, the
fields that tell its series apart (only such of few values), what it needs of a kernel beyond BTF, and for its events the
text and the attributes, by the names of OpenTelemetry. `process` is the field that holds the process, `path` one that
`mutePaths` is about.
*/}}
{{- define "agent.gadgets.table" -}}
profile_blockio:
  feature: blockIO
  source: blockio
  needs: []
trace_dns:
  feature: dns
  source: dns
  counter: dns_messages_total
  keys: [qr, rcode]
  needs: [kprobes]
  process: proc
  body: name
  attributes: {name: dns.question.name, qtype: dns.question.type, qr: dns.message.type, rcode: dns.response.code}
trace_exec:
  feature: process
  source: exec
  counter: execs_total
  keys: []
  needs: [kprobes]
  process: proc
  body: proc.comm
  attributes: {proc.parent.comm: process.parent.name, proc.parent.pid: process.parent_pid, proc.creds.uid: process.user.id}
trace_oomkill:
  feature: oomKills
  source: oomkill
  counter: oom_kills_total
  keys: []
  needs: [kprobes]
  body: tcomm
  attributes: {tcomm: process.executable.name, tpid: process.pid, pages: process.memory.pages}
trace_open:
  feature: file
  source: open
  counter: opens_total
  keys: []
  needs: []
  process: proc
  path: fname
  body: fname
  attributes: {fname: file.path, flags: file.flags}
trace_signal:
  feature: process
  source: signal
  counter: signals_total
  keys: [sig]
  needs: []
  process: proc
  # Go programs send it to themselves, to switch goroutines.
  filter: sig != "SIGURG"
  body: sig
  attributes: {sig: process.signal, tpid: process.signal.target_pid}
trace_sni:
  feature: dns
  source: sni
  counter: tls_server_names_total
  keys: []
  needs: [kprobes]
  process: proc
  body: name
  attributes: {name: server.address}
trace_tcp:
  feature: network
  source: tracetcp
  counter: tcp_events_total
  keys: [type]
  needs: [kprobes]
  process: proc
  body: type
  attributes: {type: network.connection.event, src.addr: source.address, src.port: source.port, dst.addr: destination.address, dst.port: destination.port, error: error.type}
{{- end }}

{{/* Those of the table that are on. */}}
{{- define "agent.gadgets.on" -}}
{{- $features := include "agent.features" . | fromYaml -}}
{{- range $name, $gadget := include "agent.gadgets.table" . | fromYaml }}
{{- if hasKey $features $gadget.feature }}
{{ $name }}: {{ toJson $gadget }}
{{- end }}
{{- end }}
{{- end }}

{{/*
One ConfigMap for each gadget that is on. The daemon finds them by the label `type` and starts them.
Any change of one, labels included, restarts that gadget; nothing else does: one that failed (no image, a signature
that does not verify, a kernel that lacks a hook) stays failed until its ConfigMap changes or its pod restarts.
So they must never be immutable.
*/}}
{{- define "agent.gadgets" -}}
{{- range $name, $gadget := include "agent.gadgets.on" . | fromYaml }}
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ include "common.fullname" $ }}-{{ $name | replace "_" "-" }}
  namespace: {{ $.Release.Namespace }}
  labels:
    {{- include "common.labels" $ | fromYaml | merge (dict "type" "gadget-instance" "name" $name) | toYaml | nindent 4 }}
  annotations:
    {{- include "common.annotations" $ | fromYaml | merge (dict "gadgetImage" (include "agent.gadgets.image" (dict "root" $ "name" $name)) "gadgetTimeout" "0") | toYaml | nindent 4 }}
data:
  {{- include "agent.parameters" (dict "root" $ "name" $name "gadget" $gadget) | fromYaml | merge (dict) (default (dict) (index $.Values.tracer.gadgets.params $name)) | toYaml | nindent 2 }}
{{- end }}
{{- end }}

{{/* Where the images of gadgets are. */}}
{{- define "agent.gadgets.repository" -}}
{{ .Values.global.registry | default .Values.tracer.gadgets.registry }}/{{ .Values.tracer.gadgets.repository }}
{{- end }}

{{/* The version of the gadgets: that of the daemon, because another one may not load. */}}
{{- define "agent.gadgets.tag" -}}
{{ .Values.tracer.gadgets.tag | default (regexReplaceAll "@.*" .Values.image.tag "") }}
{{- end }}

{{/* The image of one gadget. Call with (dict "root" $ "name" "…"). */}}
{{- define "agent.gadgets.image" -}}
{{ include "agent.gadgets.repository" .root }}/{{ .name }}:{{ include "agent.gadgets.tag" .root }}
{{- end }}
