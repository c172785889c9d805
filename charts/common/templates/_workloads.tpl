{{/*
The workloads of a chart, as a list: the chart's own "<chart>.workloads", each with the values that apply to it.
A workload with `valuesKey` may override any of the chart's values under that key. `fixed` are values that the nature of
a workload decides: they win. `replace` are such values, too, but whole: nothing of the chart's stays under them.
*/}}
{{- define "common.workloads" -}}
{{- range $workload := include (printf "%s.workloads" .Chart.Name) . | fromYamlArray }}
{{- $own := dict }}
{{- with $workload.valuesKey }}{{- $own = index $.Values . }}{{- end }}
{{- $_ := set $workload "values" (mustMergeOverwrite (mustDeepCopy $.Values) (mustDeepCopy $own) (default (dict) $workload.fixed)) }}
{{- range $key, $value := $workload.replace }}{{- $_ := set $workload.values $key $value }}{{- end }}
{{- $_ := set $workload "fullname" (include "common.workload.name" (dict "root" $ "workload" $workload)) }}
- {{ toJson $workload }}
{{- end }}
{{- end }}
