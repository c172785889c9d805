{{/* NetworkPolicies: everything is denied to and from the release's pods but what is listed. */}}
{{- define "common.networkpolicy" -}}
{{- range $workload := include "common.workloads" . | fromYamlArray }}
{{- if $workload.values.networkPolicy.enabled }}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  {{- include "common.metadata" (dict "root" $ "name" $workload.fullname "component" $workload.component) | nindent 2 }}
spec:
  podSelector:
    matchLabels:
      {{- include "common.workload.selector" (dict "root" $ "workload" $workload) | nindent 6 }}
  policyTypes:
    - Ingress
    - Egress
  ingress:
    {{- include "common.networkpolicy.ingress" (dict "root" $ "workload" $workload) | trim | default "[]" | nindent 4 }}
  egress:
    {{- include "common.networkpolicy.dns" . | nindent 4 }}
    {{- range $workload.egress }}
    {{- include "common.networkpolicy.address" . | nindent 4 }}
    {{- end }}
    {{- with $workload.egressNamespaces }}
    - to:
        {{- range . }}
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: {{ . }}
        {{- end }}
    {{- end }}
    {{- if $workload.kubernetesApi }}
    {{- include "common.networkpolicy.anywhere" (list 443 6443) | nindent 4 }}
    {{- end }}
    {{- with $workload.values.networkPolicy.extraEgress }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
{{- end }}
{{- end }}
{{- end }}

{{/* Who may connect: pods of the same release, workloads of it and namespaces that the workload names, then each namespace of the values with its ports. */}}
{{- define "common.networkpolicy.ingress" -}}
{{- $policy := .workload.values.networkPolicy -}}
{{- if or (gt (int .workload.values.replicas) 1) (include "common.autoscaling.scalesReplicas" .workload.values) }}
- from:
    - podSelector:
        matchLabels:
          app.kubernetes.io/name: {{ .root.Chart.Name }}
          app.kubernetes.io/instance: {{ .root.Release.Name }}
{{- end }}
{{- range .workload.ingress }}
- from:
    {{- with .namespace }}
    - namespaceSelector:
        matchLabels:
          kubernetes.io/metadata.name: {{ . }}
    {{- end }}
    {{- with .component }}
    - podSelector:
        matchLabels:
          app.kubernetes.io/name: {{ $.root.Chart.Name }}
          app.kubernetes.io/instance: {{ $.root.Release.Name }}
          app.kubernetes.io/component: {{ . }}
    {{- end }}
  ports:
    {{- range .ports }}
    - port: {{ . }}
      protocol: TCP
    {{- end }}
{{- end }}
{{- range $policy.ingress }}
- from:
    - namespaceSelector:
        matchLabels:
          kubernetes.io/metadata.name: {{ .namespace }}
  ports:
    {{- range .ports }}
    - port: {{ . }}
      protocol: TCP
    {{- end }}
{{- end }}
{{- with $policy.extraIngress }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{/* A rule for DNS: the cluster's, and the cache of a node. */}}
{{- define "common.networkpolicy.dns" -}}
- to:
    - namespaceSelector:
        matchLabels:
          kubernetes.io/metadata.name: kube-system
    - ipBlock:
        cidr: 169.254.20.10/32
  ports:
    - port: 53
      protocol: UDP
    - port: 53
      protocol: TCP
{{- end }}

{{/* A rule for one "host:port": a namespace when the host is a Service of this cluster, else any address on that port. */}}
{{- define "common.networkpolicy.address" -}}
{{- $parts := regexSplit ":" . 2 -}}
{{- $labels := splitList "." (first $parts) -}}
{{- $port := last $parts | int -}}
{{- if regexMatch "^[a-z0-9-]+\\.[a-z0-9-]+\\.svc(\\.|$)" (first $parts) -}}
- to:
    - namespaceSelector:
        matchLabels:
          kubernetes.io/metadata.name: {{ index $labels 1 }}
  ports:
    - port: {{ $port }}
      protocol: TCP
{{- else -}}
{{- include "common.networkpolicy.anywhere" (list $port) -}}
{{- end -}}
{{- end }}

{{/* A rule for any address on a list of ports. */}}
{{- define "common.networkpolicy.anywhere" -}}
- ports:
    {{- range . }}
    - port: {{ . }}
      protocol: TCP
    {{- end }}
{{- end }}
