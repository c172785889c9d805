{{/* A Kubernetes memory quantity in bytes: 512Mi, 1G, 1.5Gi, 1e9 or plain bytes. */}}
{{- define "common.memory.bytes" -}}
{{- $units := dict "Ki" 1024.0 "Mi" 1048576.0 "Gi" 1073741824.0 "Ti" 1099511627776.0 "k" 1000.0 "M" 1000000.0 "G" 1000000000.0 "T" 1000000000000.0 "" 1.0 -}}
{{- $quantity := . | toString -}}
{{- $unit := regexFind "(Ki|Mi|Gi|Ti|k|M|G|T)$" $quantity -}}
{{- mulf (trimSuffix $unit $quantity | float64) (get $units $unit) | int64 -}}
{{- end }}

{{/* GOMEMLIMIT: 80 % of the memory limit, so that the garbage collector works before the kernel kills. */}}
{{- define "common.memory.env" -}}
- name: GOMEMLIMIT
  value: {{ printf "%d" (mulf (include "common.memory.bytes" .limits.memory | float64) 0.8 | int64) | quote }}
{{- end }}
