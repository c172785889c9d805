{{/* Volumes of a pod: configuration, scratch space, data, the workload's own, the user's. */}}
{{- define "common.volumes" -}}
{{- $values := .workload.values -}}
{{- if include "common.configmap.files" . }}
- name: config
  configMap:
    name: {{ include "common.configmap.name" . }}
{{- end }}
- name: tmp
  emptyDir: {}
{{- if and .workload.persistence (not $values.persistence.enabled) }}
- name: data
  emptyDir: {}
{{- end }}
{{- range $volumes := list .workload.volumes $values.extraVolumes }}
{{- with $volumes }}
{{ toYaml . }}
{{- end }}
{{- end }}
{{- end }}

{{/* Where the container sees them. */}}
{{- define "common.volumeMounts" -}}
{{- if include "common.configmap.files" . }}
- name: config
  mountPath: {{ .workload.configPath }}
  readOnly: true
{{- end }}
- name: tmp
  mountPath: /tmp
{{- with .workload.persistence }}
- name: data
  mountPath: {{ .mountPath }}
{{- end }}
{{- range $mounts := list .workload.volumeMounts .workload.values.extraVolumeMounts }}
{{- with $mounts }}
{{ toYaml . }}
{{- end }}
{{- end }}
{{- end }}

{{/* The claim of a StatefulSet. Only the size and class of new releases may differ: a claim template never changes. */}}
{{- define "common.persistence.claims" -}}
{{- $persistence := .workload.values.persistence -}}
{{- if and .workload.persistence $persistence.enabled -}}
persistentVolumeClaimRetentionPolicy:
  whenDeleted: Retain
  whenScaled: Retain
volumeClaimTemplates:
  - apiVersion: v1
    kind: PersistentVolumeClaim
    metadata:
      name: data
      labels:
        {{- include "common.workload.selector" . | nindent 8 }}
    spec:
      accessModes:
        - ReadWriteOnce
      {{- with $persistence.storageClassName }}
      storageClassName: {{ . }}
      {{- end }}
      resources:
        requests:
          storage: {{ $persistence.size }}
{{- end }}
{{- end }}
