{{/* The pod template of a workload. Call with (dict "root" $ "workload" $workload). */}}
{{- define "common.pod" -}}
{{- $values := .workload.values -}}
metadata:
  labels:
    {{- include "common.workload.selector" . | nindent 4 }}
    {{- with merge (dict) $values.podLabels .root.Values.global.commonLabels }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  annotations:
    {{- merge (dict) $values.podAnnotations .root.Values.global.commonAnnotations (default (dict) .workload.annotations) (include "common.pod.annotations" . | fromYaml) | toYaml | nindent 4 }}
spec:
  serviceAccountName: {{ include "common.serviceaccount.name" .root }}
  automountServiceAccountToken: {{ .workload.kubernetesApi | default false }}
  enableServiceLinks: false
  {{- range $key := list "hostPID" "hostNetwork" "dnsPolicy" "runtimeClassName" "os" }}
  {{- with index $.workload $key }}
  {{ $key }}: {{ toJson . }}
  {{- end }}
  {{- end }}
  {{- with .root.Values.global.imagePullSecrets }}
  imagePullSecrets:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  securityContext:
    {{- toYaml $values.podSecurityContext | nindent 4 }}
  terminationGracePeriodSeconds: {{ $values.terminationGracePeriodSeconds }}
  {{- with $values.initContainers }}
  initContainers:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  containers:
    - {{ include "common.container" . | nindent 6 | trim }}
    {{- with .workload.sidecars }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  volumes:
    {{- include "common.volumes" . | trim | nindent 4 }}
  {{- include "common.scheduling" . | nindent 2 }}
{{- end }}

{{/* The annotations of a pod itself. The user's win. Call with (dict "root" $ "workload" $workload). */}}
{{- define "common.pod.annotations" -}}
kubectl.kubernetes.io/default-container: {{ .root.Chart.Name }}
{{- if include "common.configmap.files" . }}
checksum/config: {{ include "common.configmap.checksum" . }}
{{- end }}
{{- end }}

{{/* Where pods may run. */}}
{{- define "common.scheduling" -}}
{{- $values := .workload.values -}}
{{- with $values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
nodeSelector:
  {{- toYaml $values.nodeSelector | nindent 2 }}
{{- range $key := list "tolerations" "affinity" "topologySpreadConstraints" }}
{{- with index $values $key }}
{{ $key }}:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}
{{- end }}
