{{/* The gateway's processors, in the order in which pipelines name them. */}}
{{- define "collector.processors" -}}
{{- include "collector.memoryLimiter" . }}
k8s_attributes:
  {{- include "collector.podMetadata" . | nindent 2 }}
  # The first rule whose attributes are all there decides, and what is there already is never replaced. Events name the
  # object that they are about (k8s.object.uid), which is no pod's attribute: nothing is found for them, and that is the
  # point. The connection comes last, because behind an agent or another collector it names the sender's pod.
  pod_association:
    {{- range list (list "k8s.pod.ip") (list "k8s.pod.uid") (list "k8s.namespace.name" "k8s.pod.name") (list "container.id") (list "k8s.object.uid") }}
    - sources:
        {{- range . }}
        - from: resource_attribute
          name: {{ . }}
        {{- end }}
    {{- end }}
    - sources:
        - from: connection
{{ include "collector.tracerData" . }}
{{- with .Values.global.clusterName }}
resource:
  attributes:
    {{- include "collector.clusterName" . | nindent 4 }}
{{- end }}
{{- end }}

{{/*
The eBPF tracer sends what it sees in all pods of a node from its own: the sender's pod says nothing about the data, and
each metric and log record names its pod itself. Metrics do so by the last part of a field's name, logs by the names of
OpenTelemetry; here both get the latter.
*/}}
{{- define "collector.tracerData" -}}
transform/tracer:
  error_mode: ignore
  {{- $conditions := list `resource.attributes["service.name"] == "inspektor-gadget"` }}
  {{- $own := dict "context" "resource" "conditions" $conditions "statements" (list `delete_matching_keys(resource.attributes, "^k8s[.](container|daemonset|namespace|pod)[.]")`) }}
  {{- $renamed := list }}
  {{- range $name, $attribute := dict "kind" "k8s.workload.kind" "name" "k8s.workload.name" "namespace" "k8s.namespace.name" "node" "k8s.node.name" "podName" "k8s.pod.name" }}
  {{- $renamed = append $renamed (printf "set(datapoint.attributes[%q], datapoint.attributes[%q]) where datapoint.attributes[%q] != nil" $attribute $name $name) }}
  {{- $renamed = append $renamed (printf "delete_key(datapoint.attributes, %q)" $name) }}
  {{- end }}
  metric_statements:
    - {{ toJson $own }}
    - {{ dict "context" "datapoint" "conditions" $conditions "statements" $renamed | toJson }}
  log_statements:
    - {{ toJson $own }}
{{- end }}

{{/* Refuses data before the memory limit is reached. */}}
{{- define "collector.memoryLimiter" -}}
memory_limiter:
  check_interval: 1s
  limit_percentage: 80
  spike_limit_percentage: 25
{{- end }}

{{/* What k8s_attributes takes from the pod that data belongs to. */}}
{{- define "collector.podMetadata" -}}
auth_type: serviceAccount
extract:
  metadata:
    {{- range list "k8s.namespace.name" "k8s.node.name" "k8s.pod.name" "k8s.pod.uid" "k8s.pod.start_time" "k8s.deployment.name" "k8s.statefulset.name" "k8s.daemonset.name" "k8s.job.name" "k8s.cronjob.name" "k8s.container.name" "service.namespace" "service.name" "service.version" "service.instance.id" }}
    - {{ . }}
    {{- end }}
{{- end }}

{{/* An action of the resource processor. Call with the name of the cluster. */}}
{{- define "collector.clusterName" -}}
- key: k8s.cluster.name
  value: {{ . | quote }}
  action: upsert
{{- end }}
