{{/*
The security context of an engine's container: that of the values, with the capabilities that the engine needs for the
features that are on. Call with (dict "root" $ "engine" "…").
*/}}
{{- define "agent.securityContext" -}}
{{- $context := mustDeepCopy .root.Values.securityContext -}}
{{- $add := include (printf "agent.%s.capabilities" .engine) .root | fromYamlArray -}}
{{- if semverCompare "<5.11" .root.Values.minimumKernel -}}
{{- /* Before 5.11, maps count against the limit of locked memory. */ -}}
{{- $add = append $add "SYS_RESOURCE" -}}
{{- end -}}
{{- $_ := set $context.capabilities "add" (concat $add $context.capabilities.add | uniq) -}}
{{- toYaml $context }}
{{- end }}

{{/* Of the tracer. */}}
{{- define "agent.tracer.capabilities" -}}
# bpf, perf events, fanotify, mount, and entering namespaces of containers.
- SYS_ADMIN
# Namespaces of other processes in /proc.
- SYS_PTRACE
{{- if hasKey (include "agent.features" . | fromYaml) "dns" }}
# Kernel addresses in /proc/kallsyms, which attribute sockets to processes.
- SYSLOG
# Raw sockets, to read packets.
- NET_RAW
{{- end }}
{{- end }}
