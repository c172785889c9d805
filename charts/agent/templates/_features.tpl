{{/*
The features that are on, as a map of names to true. A switch that says neither true nor false follows the tier, which
is said here and nowhere else.
*/}}
{{- define "agent.features" -}}
{{- $tier := int .Values.safetyTier -}}
{{- range $feature, $from := dict "blockIO" 1 "network" 1 "oomKills" 1 "process" 1 "events" 2 "dns" 3 "file" 3 "profiling" 3 -}}
{{- $enabled := get (index $.Values $feature) "enabled" -}}
{{- if eq (toString $enabled) "auto" -}}
{{- $enabled = ge $tier $from -}}
{{- end -}}
{{- if $enabled }}
{{ $feature }}: true
{{- end -}}
{{- end -}}
{{- end }}

{{/* Namespaces whose data is sent (all, when there are none) and those whose data is not, as {allowed, denied}. */}}
{{- define "agent.namespaces" -}}
{{- $namespaces := .Values.namespaces -}}
{{- $denied := $namespaces.denied -}}
{{- if not $namespaces.includeSystem -}}
{{- $denied = concat $denied (list "kube-node-lease" "kube-public" "kube-system") | uniq -}}
{{- end -}}
{{- $allowed := list -}}
{{- range $namespaces.allowed -}}
{{- if not (has . $denied) }}{{ $allowed = append $allowed . }}{{ end -}}
{{- end -}}
{{- dict "allowed" $allowed "denied" $denied "restricted" (or (gt (len $allowed) 0) (gt (len $denied) 0)) | toJson -}}
{{- end }}
