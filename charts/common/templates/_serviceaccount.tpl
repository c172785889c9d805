{{/* The ServiceAccount of a release; its annotations carry IRSA or workload identity. */}}
{{- define "common.serviceaccount" -}}
{{- if .Values.serviceAccount.create -}}
apiVersion: v1
kind: ServiceAccount
metadata:
  {{- include "common.metadata" (dict "root" . "name" (include "common.serviceaccount.name" .) "annotations" .Values.serviceAccount.annotations) | nindent 2 }}
automountServiceAccountToken: false
{{- end }}
{{- end }}

{{/* Its name: an existing one, or the release's. */}}
{{- define "common.serviceaccount.name" -}}
{{- .Values.serviceAccount.name | default (include "common.fullname" .) -}}
{{- end }}
