{{/* What some platforms ask for beside the workloads. */}}
{{- define "agent.platform" -}}
{{- if eq .Values.platform "openshift" }}
---
{{ include "agent.platform.openshift" . }}
{{- end }}
{{- if eq .Values.platform "gke" }}
---
{{ include "agent.platform.gke" . }}
{{- end }}
{{- end }}

{{/* The name of the SecurityContextConstraints: it carries the namespace, because the object is the cluster's. */}}
{{- define "agent.platform.scc" -}}
{{ .Release.Namespace }}-{{ include "common.fullname" . }}
{{- end }}

{{/*
OpenShift: what pods of the ServiceAccount may do. That is what the engines that are on do, and no more. Windows pods are
none of its business.
*/}}
{{- define "agent.platform.openshift" -}}
{{- $capabilities := list }}
{{- $hostPID := false }}
{{- $hostNetwork := false }}
{{- range include "common.workloads" . | fromYamlArray }}
{{- if not .os }}
{{- $capabilities = concat $capabilities .values.securityContext.capabilities.add }}
{{- $hostPID = or $hostPID .hostPID | default false }}
{{- $hostNetwork = or $hostNetwork .hostNetwork | default false }}
{{- end }}
{{- end -}}
apiVersion: security.openshift.io/v1
kind: SecurityContextConstraints
metadata:
  {{- include "common.metadata" (dict "root" . "name" (include "agent.platform.scc" .) "cluster" true) | nindent 2 }}
allowedCapabilities:
  {{- $capabilities | uniq | sortAlpha | toYaml | nindent 2 }}
defaultAddCapabilities: []
requiredDropCapabilities:
  - ALL
allowPrivilegedContainer: false
# With SYS_ADMIN, which the tracer has, Kubernetes refuses to forbid it.
allowPrivilegeEscalation: true
allowHostDirVolumePlugin: true
allowHostIPC: false
allowHostNetwork: {{ $hostNetwork }}
# Ports of a pod in the node's network are the node's.
allowHostPorts: {{ $hostNetwork }}
allowHostPID: {{ $hostPID }}
readOnlyRootFilesystem: true
runAsUser:
  type: RunAsAny
# spc_t, without which SELinux forbids folders of the node.
seLinuxContext:
  type: RunAsAny
fsGroup:
  type: RunAsAny
supplementalGroups:
  type: RunAsAny
seccompProfiles:
  - runtime/default
  - unconfined
volumes: [configMap, emptyDir, hostPath, projected, secret]
priority: null
# Who may use it is a Role: a list here would be one more place for a name.
users: []
groups: []
{{- end }}

{{/* GKE: outside of kube-system it admits pods of a system PriorityClass only where a quota for them is. */}}
{{- define "agent.platform.gke" -}}
apiVersion: v1
kind: ResourceQuota
metadata:
  {{- include "common.metadata" (dict "root" . "name" (include "common.fullname" .)) | nindent 2 }}
spec:
  # Its being there is the point, not the number.
  hard:
    pods: "1000000"
  scopeSelector:
    matchExpressions:
      - scopeName: PriorityClass
        operator: In
        values: [system-cluster-critical, system-node-critical]
{{- end }}
