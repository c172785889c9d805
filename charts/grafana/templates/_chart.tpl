{{/* The workloads of this chart. */}}
{{- define "grafana.workloads" -}}
- name: ""
  component: grafana
  # Not a Deployment: its claim would be an object of its own, which Argo CD may prune.
  kind: StatefulSet
  env:
    - name: GF_PATHS_CONFIG
      value: /etc/grafana/config/grafana.ini
    - name: GF_SECURITY_ADMIN_USER__FILE
      value: /etc/grafana/admin/admin-user
    - name: GF_SECURITY_ADMIN_PASSWORD__FILE
      value: /etc/grafana/admin/admin-password
    - name: GF_SECURITY_SECRET_KEY__FILE
      value: /etc/grafana/admin/secret-key
  configPath: /etc/grafana/config
  persistence:
    mountPath: /var/lib/grafana
  volumes:
    - name: admin
      secret:
        secretName: {{ .Values.admin.existingSecret }}
        defaultMode: 0440
        items:
          - {key: admin-user, path: admin-user}
          - {key: admin-password, path: admin-password}
          - {key: secret-key, path: secret-key}
    - name: datasources
      configMap:
        name: {{ include "common.fullname" . }}
        items:
          - key: datasources.yaml
            path: datasources.yaml
  volumeMounts:
    - name: admin
      mountPath: /etc/grafana/admin
      readOnly: true
    # Only this folder: the image has the other provisioning folders, empty.
    - name: datasources
      mountPath: /etc/grafana/provisioning/datasources
      readOnly: true
  ports:
    - name: http
      port: 3000
  probe:
    httpGet:
      path: /api/health
      port: http
  metrics:
    - port: http
      path: /metrics
  egress:
    {{- include "grafana.egress" . | trim | default "[]" | nindent 4 }}
{{- end }}

{{/* The addresses of the data sources for the NetworkPolicy, as list items. */}}
{{- define "grafana.egress" -}}
{{- range .Values.datasources }}
{{- if .enabled }}
- {{ .address | quote }}
{{- end }}
{{- end }}
{{- end }}

{{/* The files of the ConfigMap. */}}
{{- define "grafana.files" -}}
grafana.ini: |
  {{- include "common.config" (dict "root" . "config" (include "grafana.config" .)) | fromYaml | include "grafana.ini" | trim | nindent 2 }}
datasources.yaml: |
  {{- include "grafana.datasources" . | nindent 2 }}
{{- end }}
