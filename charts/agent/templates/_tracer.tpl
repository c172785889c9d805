{{/* Engine: Inspektor Gadget. */}}
{{- define "agent.tracer.workload" -}}
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
  replace:
    securityContext:
      {{- include "agent.securityContext" (dict "root" . "engine" "tracer") | nindent 6 }}
  env:
    {{- include "agent.tracer.env" . | trim | nindent 4 }}
  configPath: /etc/ig
  ports:
    - name: metrics
      port: 2224
    - name: health
      port: 2225
  probe:
    exec:
      command:
        - /bin/gadgettracermanager
        - -liveness
  metrics:
    - port: metrics
      path: /metrics
    - port: health
      path: /metrics.txt
  annotations:
    prometheus.io/scrape: "true"
    prometheus.io/port: "2225"
    prometheus.io/path: /metrics.txt
    # A gadget takes its new parameters at once, but a series that it no longer counts would be sent on until its pod ends.
    checksum/gadgets: {{ include "agent.gadgets" . | sha256sum }}
  sidecars:
    {{- include "agent.health.container" . | nindent 4 }}
  volumes:
    {{- include "agent.volumes" . | nindent 4 }}
  volumeMounts:
    {{- include "agent.volumeMounts" . | nindent 4 }}
  clusterRules:
    {{- include "agent.tracer.clusterRules" . | nindent 4 }}
  # The gadgets: list and watch is all that the daemon does with them.
  rules:
    - apiGroups: [""]
      resources: [configmaps]
      verbs: [list, watch]
    {{- if eq .Values.platform "openshift" }}
    # The pods of all engines have its ServiceAccount.
    - apiGroups: [security.openshift.io]
      resources: [securitycontextconstraints]
      resourceNames: [{{ include "agent.platform.scc" . }}]
      verbs: [use]
    {{- end }}
  # Registries need no line of their own: the rule for the Kubernetes API already opens port 443 to any address.
  egress:
    - {{ .Values.output.otlp.endpoint | quote }}
{{- end }}

{{/* NODE_NAME comes first: later variables refer to it. */}}
{{- define "agent.tracer.env" -}}
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
  value: {{ .Values.metrics.seriesLimit | quote }}
{{- include "agent.output.env" . }}
{{- include "agent.proxy.env" . }}
{{- end }}

{{/* What the daemon reads from the API server. Owners are looked up one kind above another, starting at a pod. */}}
{{- define "agent.tracer.clusterRules" -}}
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
{{- if .Values.tracer.containerRuntime.discoverSocket }}
- apiGroups: [""]
  resources: [nodes/proxy]
  verbs: [get]
{{- end }}
{{- end }}
