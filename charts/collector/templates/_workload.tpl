{{/* Ports that every role serves. */}}
{{- define "collector.ports" -}}
- name: health
  port: 13133
- name: metrics
  port: 8888
{{- end }}

{{/* What the workload of every role has. */}}
{{- define "collector.workload" -}}
probe:
  httpGet:
    path: /
    port: health
metrics:
  - port: metrics
    path: /metrics
env:
  - name: POD_IP
    valueFrom:
      fieldRef:
        fieldPath: status.podIP
{{- end }}

{{/* What that of the node role has beyond that: its node's name, and two of its folders. */}}
{{- define "collector.node.workload" -}}
{{ include "collector.workload" . }}
  - name: K8S_NODE_NAME
    valueFrom:
      fieldRef:
        fieldPath: spec.nodeName
volumes:
  - name: pod-logs
    hostPath:
      path: /var/log/pods
  - name: checkpoints
    hostPath:
      path: /var/lib/node-collector
      type: DirectoryOrCreate
volumeMounts:
  # Where the node has it: a link from one log to another stays one.
  - name: pod-logs
    mountPath: /var/log/pods
    readOnly: true
  - name: checkpoints
    mountPath: /var/lib/node-collector
{{- end }}
