{{/*
The security context of an engine's container: that of the values, with the capabilities that the engine needs for the
features that are on. Call with (dict "root" $ "engine" "…"), and with "confined" true for one that loads no eBPF.
*/}}
{{- define "agent.securityContext" -}}
{{- $context := mustDeepCopy .root.Values.securityContext -}}
{{- $add := include (printf "agent.%s.capabilities" .engine) .root | fromYamlArray -}}
{{- if eq .engine "tracer" -}}
{{- $add = concat $add $context.capabilities.add | uniq -}}
{{- end -}}
{{- $_ := set $context.capabilities "add" $add -}}
{{- if .confined }}{{- $context = omit $context "appArmorProfile" }}{{ end -}}
{{- if not (has "SYS_ADMIN" $add) -}}
{{- /* With SYS_ADMIN, Kubernetes refuses it. */ -}}
{{- $context = merge $context (dict "allowPrivilegeEscalation" false) -}}
{{- end -}}
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
{{- include "agent.capabilities.maps" . }}
{{- end }}

{{/* Of the profiler. */}}
{{- define "agent.profiler.capabilities" -}}
# Loading eBPF, and its maps.
- BPF
# Perf events, which interrupt each core to look what runs.
- PERFMON
# Memory and maps of other processes in /proc.
- SYS_PTRACE
# It raises its limit of locked memory, whatever the kernel, and does not start when it may not.
- SYS_RESOURCE
# Executables and libraries of every user.
- DAC_READ_SEARCH
# Kernel addresses in /proc/kallsyms, for the kernel's part of a stack.
- SYSLOG
# Executables that are deleted but still run, in /proc/<pid>/map_files.
- CHECKPOINT_RESTORE
# Buffers of perf events.
- IPC_LOCK
{{- end }}

{{/* Of OBI. */}}
{{- define "agent.instrumentation.capabilities" -}}
{{- $propagation := .Values.instrumentation.tracePropagation -}}
# Loading eBPF, and its maps.
- BPF
# Programs at kernel and user functions.
- PERFMON
# Executables of other processes in /proc.
- SYS_PTRACE
# Raw sockets, to which its socket filters are attached.
- NET_RAW
# Links in /proc of other processes.
- CHECKPOINT_RESTORE
# Executables of every user.
- DAC_READ_SEARCH
# Registering probes of user functions in tracefs, where the kernel forbids the other way (CVE-2025-38466).
- DAC_OVERRIDE
{{- if $propagation.enabled }}
# Programs in traffic control and at sockets, which write headers.
- NET_ADMIN
{{- if $propagation.go }}
# Writing into the memory of Go programs.
- SYS_ADMIN
{{- end }}
{{- end }}
{{- include "agent.capabilities.maps" . }}
{{- end }}

{{/* Of kata-monitor: root owns the folders and sockets that it reads. */}}
{{- define "agent.kata.capabilities" -}}
[]
{{- end }}

{{/* Of dcgm-exporter. */}}
{{- define "agent.gpu.capabilities" -}}
{{- if .Values.gpu.profilingMetrics.enabled -}}
# Counters of the GPU's units, which the driver gives to nobody else.
- SYS_ADMIN
{{- else -}}
[]
{{- end }}
{{- end }}

{{/* Of what loads eBPF on kernels before 5.11, where maps count against the limit of locked memory. */}}
{{- define "agent.capabilities.maps" -}}
{{- if semverCompare "<5.11" .Values.minimumKernel }}
- SYS_RESOURCE
{{- end }}
{{- end }}
