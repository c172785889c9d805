{{/* What all engines beside the tracer have in common. Each is one file, `_<engine>.tpl`, and one DaemonSet. */}}

{{/*
The keys that an engine has of its own, in whole: lists of the tracer are not those of another engine. Labels,
annotations and node labels are added to those of all. Call with the engine's values.
*/}}
{{- define "agent.engine.own" -}}
{{ pick . "image" "resources" "extraEnv" "extraEnvFrom" "extraVolumes" "extraVolumeMounts" "initContainers" | toYaml }}
{{- end }}

{{/* Annotations by which the node collector reads an engine's metrics. Call with (list port path). */}}
{{- define "agent.engine.scraped" -}}
prometheus.io/scrape: "true"
prometheus.io/port: {{ first . | quote }}
prometheus.io/path: {{ last . }}
{{- end }}

{{/* Who reads them: the node collector, which is in this namespace. Call with (dict "root" $ "port" 0). */}}
{{- define "agent.engine.ingress" -}}
- namespace: {{ .root.Release.Namespace }}
  ports: [{{ .port }}]
{{- end }}

{{/* The name of the node, as a variable. */}}
{{- define "agent.engine.nodeName" -}}
- name: NODE_NAME
  valueFrom:
    fieldRef:
      fieldPath: spec.nodeName
{{- end }}

{{/* The security context of a pod that starts as a user of its own. Call with (dict "root" $ "user" 0). */}}
{{- define "agent.engine.podSecurityContext" -}}
runAsNonRoot: {{ ne (int .user) 0 }}
runAsUser: {{ .user }}
runAsGroup: {{ .user }}
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{/* A duration such as 1m30s in milliseconds. */}}
{{- define "agent.milliseconds" -}}
{{- $units := dict "ms" 1.0 "s" 1000.0 "m" 60000.0 "h" 3600000.0 -}}
{{- $sum := 0.0 -}}
{{- range regexFindAll "[0-9.]+(ms|s|m|h)" . -1 -}}
{{- $unit := regexFind "[a-z]+$" . -}}
{{- $sum = addf $sum (mulf (trimSuffix $unit . | float64) (get $units $unit)) -}}
{{- end -}}
{{- int64 $sum -}}
{{- end }}

{{/* The files of an engine that takes no configuration file. */}}
{{- define "agent.engine.noFiles" -}}
{{- end }}
