{{/* The workloads of this chart. */}}
{{- define "agent.workloads" -}}
- name: tracer
  component: tracer
  kind: DaemonSet
  kubernetesApi: true
  command:
    - /bin/gadgettracermanager
    - -serve
  lifecycle:
    preStop:
      exec:
        command:
          - /cleanup
  env:
    {{- include "agent.env" . | nindent 4 }}
  configPath: /etc/ig
  ports:
    - name: metrics
      port: 2224
  probe:
    exec:
      command:
        - /bin/gadgettracermanager
        - -liveness
  metrics:
    port: metrics
    path: /metrics
  volumes:
    {{- include "agent.volumes" . | nindent 4 }}
  volumeMounts:
    {{- include "agent.volumeMounts" . | nindent 4 }}
  clusterRules:
    {{- include "agent.clusterRules" . | nindent 4 }}
  # The gadgets: list and watch is all that the daemon does with them.
  rules:
    - apiGroups: [""]
      resources: [configmaps]
      verbs: [list, watch]
  # Registries need no line of their own: the rule for the Kubernetes API already opens port 443 to any address.
  egress:
    - {{ .Values.destination.endpoint | quote }}
{{- end }}

{{/* The files of the ConfigMap. Gadgets are not among them: a changed gadget restarts by itself, without its pod. */}}
{{- define "agent.files" -}}
config.yaml: |
  {{- include "common.config" (dict "root" . "config" (include "agent.config" .)) | nindent 2 }}
{{- end }}

{{/* NODE_NAME comes first: later variables refer to it. */}}
{{- define "agent.env" -}}
- name: NODE_NAME
  valueFrom:
    fieldRef:
      fieldPath: spec.nodeName
- name: GADGET_POD_UID
  valueFrom:
    fieldRef:
      fieldPath: metadata.uid
- name: GADGET_IMAGE
  value: {{ include "common.image" (dict "root" . "image" .Values.image) | quote }}
- name: HOST_ROOT
  value: /host
# Without an instance, the same series of two nodes would be one.
- name: OTEL_SERVICE_NAME
  value: inspektor-gadget
- name: OTEL_RESOURCE_ATTRIBUTES
  value: k8s.node.name=$(NODE_NAME),service.instance.id=$(NODE_NAME)
- name: OTEL_GO_X_CARDINALITY_LIMIT
  value: {{ .Values.seriesLimit | quote }}
{{- end }}

{{/* What the daemon reads from the API server. Owners are looked up one kind above another, starting at a pod. */}}
{{- define "agent.clusterRules" -}}
- apiGroups: [""]
  resources: [pods]
  verbs: [get, list, watch]
- apiGroups: [""]
  resources: [services]
  verbs: [list, watch]
- apiGroups: [""]
  resources: [nodes, replicationcontrollers]
  verbs: [get]
- apiGroups: [apps]
  resources: [daemonsets, deployments, replicasets, statefulsets]
  verbs: [get]
- apiGroups: [batch]
  resources: [cronjobs, jobs]
  verbs: [get]
{{- if .Values.containerRuntime.discoverSocket }}
- apiGroups: [""]
  resources: [nodes/proxy]
  verbs: [get]
{{- end }}
{{- end }}
