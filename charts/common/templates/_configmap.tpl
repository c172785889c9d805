{{/* The ConfigMap of a chart: one key for each file of "<chart>.files", and none at all without files. */}}
{{- define "common.configmap" -}}
{{- with include "common.configmap.files" . -}}
apiVersion: v1
kind: ConfigMap
metadata:
  {{- include "common.metadata" (dict "root" $ "name" (include "common.fullname" $)) | nindent 2 }}
data:
  {{- . | nindent 2 }}
{{- end }}
{{- end }}

{{/* The files of a chart. Empty where the product is configured by its arguments alone. */}}
{{- define "common.configmap.files" -}}
{{- include (printf "%s.files" .Chart.Name) . | trim -}}
{{- end }}

{{/* A digest of the configuration for the pod template: a changed file rolls the pods. */}}
{{- define "common.configmap.checksum" -}}
{{- include (printf "%s.files" .Chart.Name) . | sha256sum -}}
{{- end }}

{{/*
A generated configuration with the user's `extraConfig` laid over it. Call with (dict "root" $ "config" "yaml").
Variables are quoted: what the product puts in their place may hold characters that mean something to YAML.
*/}}
{{- define "common.config" -}}
{{- $config := mustMergeOverwrite (.config | fromYaml) (mustDeepCopy .root.Values.extraConfig) | toYaml -}}
{{- regexReplaceAll "(?m): ([$][{][A-Z0-9_]+[}])$" $config ": \"${1}\"" -}}
{{- end }}
