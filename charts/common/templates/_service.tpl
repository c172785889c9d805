{{/* Services: one for each workload with ports, and a headless one for each StatefulSet. */}}
{{- define "common.services" -}}
{{- range $workload := include "common.workloads" . | fromYamlArray }}
{{- if $workload.ports }}
---
{{ include "common.service" (dict "root" $ "workload" $workload "headless" false) }}
{{- if eq $workload.kind "StatefulSet" }}
---
{{ include "common.service" (dict "root" $ "workload" $workload "headless" true) }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}

{{/* One Service. Call with (dict "root" $ "workload" $workload "headless" bool). */}}
{{- define "common.service" -}}
{{- $name := .workload.fullname -}}
{{- if .headless }}{{- $name = printf "%s-headless" $name }}{{- end -}}
apiVersion: v1
kind: Service
metadata:
  {{- include "common.metadata" (dict "root" .root "name" $name "component" .workload.component "headless" .headless "annotations" .workload.values.service.annotations) | nindent 2 }}
spec:
  {{- if .headless }}
  clusterIP: None
  publishNotReadyAddresses: true
  {{- else }}
  type: {{ .workload.values.service.type }}
  {{- end }}
  selector:
    {{- include "common.workload.selector" . | nindent 4 }}
  ports:
    {{- range .workload.ports }}
    - name: {{ .name }}
      port: {{ .port }}
      targetPort: {{ .name }}
      protocol: {{ .protocol | default "TCP" }}
    {{- end }}
{{- end }}
