{{/* The workloads of this chart. */}}
{{- define "object-storage.workloads" -}}
- name: ""
  component: object-storage
  kind: StatefulSet
  args:
    - mini
    {{- include "object-storage.flags" . | nindent 4 }}
  # Without both of them the store lets anyone in.
  env:
    {{- range $name, $key := dict "AWS_ACCESS_KEY_ID" "access-key-id" "AWS_SECRET_ACCESS_KEY" "secret-access-key" }}
    - name: {{ $name }}
      valueFrom:
        secretKeyRef:
          name: {{ (($.Values.credentials).existingSecret) | quote }}
          key: {{ $key }}
    {{- end }}
  persistence:
    mountPath: /data
  # Only these are for others: SeaweedFS' inner ports (9333, 8888, 9340, 23646) know no credentials.
  ports:
    - name: s3
      port: 8333
    - name: metrics
      port: 9327
  probe:
    httpGet:
      path: /healthz
      port: s3
  metrics:
    - port: metrics
      path: /metrics
{{- end }}

{{/* No files: SeaweedFS is configured by its arguments. */}}
{{- define "object-storage.files" -}}
{{- end }}
