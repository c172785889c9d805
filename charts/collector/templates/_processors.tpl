{{/* The processors, in the order in which pipelines name them. */}}
{{- define "collector.processors" -}}
memory_limiter:
  check_interval: 1s
  limit_percentage: 80
  spike_limit_percentage: 25
k8s_attributes:
  auth_type: serviceAccount
  extract:
    metadata:
      {{- range list "k8s.namespace.name" "k8s.node.name" "k8s.pod.name" "k8s.pod.uid" "k8s.pod.start_time" "k8s.deployment.name" "k8s.statefulset.name" "k8s.daemonset.name" "k8s.job.name" "k8s.cronjob.name" "k8s.container.name" "service.namespace" "service.name" "service.version" "service.instance.id" }}
      - {{ . }}
      {{- end }}
  # The first rule whose attributes are all there decides. The connection comes last: behind an agent it names the
  # agent's pod, which is wrong for data about others.
  pod_association:
    {{- range list (list "k8s.pod.ip") (list "k8s.pod.uid") (list "k8s.namespace.name" "k8s.pod.name") (list "container.id") }}
    - sources:
        {{- range . }}
        - from: resource_attribute
          name: {{ . }}
        {{- end }}
    {{- end }}
    - sources:
        - from: connection
{{- with .Values.global.clusterName }}
resource:
  attributes:
    - key: k8s.cluster.name
      value: {{ . | quote }}
      action: upsert
{{- end }}
{{- end }}
