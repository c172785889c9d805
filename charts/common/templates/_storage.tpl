{{/* The credentials of the object store as environment, when storage is S3 and a Secret holds them. */}}
{{- define "common.storage.env" -}}
{{- with .Values.storage }}
{{- if and (eq .backend "s3") .s3.existingSecret }}
- name: S3_ACCESS_KEY_ID
  valueFrom:
    secretKeyRef:
      name: {{ .s3.existingSecret }}
      key: access-key-id
- name: S3_SECRET_ACCESS_KEY
  valueFrom:
    secretKeyRef:
      name: {{ .s3.existingSecret }}
      key: secret-access-key
{{- end }}
{{- end }}
{{- end }}

{{/* The address of the object store for the NetworkPolicy, as a list item, when storage is S3. */}}
{{- define "common.storage.egress" -}}
{{- with .Values.storage }}
{{- if eq .backend "s3" }}
{{- if contains ":" .s3.endpoint }}
- {{ .s3.endpoint | quote }}
{{- else }}
- {{ printf "%s:%s" .s3.endpoint (ternary "80" "443" .s3.insecure) | quote }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}

{{/* Stops when the object store is only half described. */}}
{{- define "common.storage.validate" -}}
{{- with .Values.storage }}
{{- if eq .backend "s3" }}
{{- range $key, $example := dict "endpoint" "s3.eu-central-1.amazonaws.com" "region" "eu-central-1" "bucket" (printf "observability-%s" $.Chart.Name) }}
{{- if not (index $.Values.storage.s3 $key) }}
{{- include "common.fail" (dict "code" "E_STORAGE_S3" "path" (printf "storage.s3.%s" $key) "reason" (printf "storage is on S3 and the %s is not set" $key) "fix" (printf "storage:\n  s3:\n    %s: %s" $key $example)) }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
