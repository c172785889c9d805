{{/*
The ConfigMaps of a chart: one that workloads share, and one for each workload with files of its own. Each has one key
for each file; without files there is none.
*/}}
{{- define "common.configmap" -}}
{{- $all := dict }}
{{- range $workload := include "common.workloads" . | fromYamlArray }}
{{- $call := dict "root" $ "workload" $workload }}
{{- $_ := set $all (include "common.configmap.name" $call) (include "common.configmap.files" $call) }}
{{- end }}
{{- range $name, $files := $all }}
{{- with $files }}
---
apiVersion: v1
kind: ConfigMap
metadata:
  {{- include "common.metadata" (dict "root" $ "name" $name) | nindent 2 }}
data:
  {{- . | nindent 2 }}
{{- end }}
{{- end }}
{{- end }}

{{/* The ConfigMap of a workload: its own where it names `files`, else the release's. Call with (dict "root" $ "workload" $workload). */}}
{{- define "common.configmap.name" -}}
{{- if .workload.files }}{{ .workload.fullname }}{{ else }}{{ include "common.fullname" .root }}{{ end -}}
{{- end }}

{{/*
The files of a workload: the template that its `files` names, else "<chart>.files". Empty where the product is configured
by its arguments alone. Call with (dict "root" $ "workload" $workload).
*/}}
{{- define "common.configmap.files" -}}
{{- include (.workload.files | default (printf "%s.files" .root.Chart.Name)) .root | trim -}}
{{- end }}

{{/* A digest of the configuration for the pod template: a changed file rolls the pods. Call as for the files. */}}
{{- define "common.configmap.checksum" -}}
{{- include "common.configmap.files" . | sha256sum -}}
{{- end }}

{{/*
A generated configuration with the user's `extraConfig` laid over it. Call with (dict "root" $ "config" "yaml"), and with
"extra" where another key holds it.
Variables are quoted: what the product puts in their place may hold characters that mean something to YAML.
*/}}
{{- define "common.config" -}}
{{- $config := mustMergeOverwrite (.config | fromYaml) (mustDeepCopy (ternary .extra .root.Values.extraConfig (hasKey . "extra"))) | toYaml -}}
{{- regexReplaceAll "(?m): ([$][{][A-Z0-9_]+[}])$" $config ": \"${1}\"" -}}
{{- end }}
