{{/*
The container that checks whether every gadget runs (files/check.sh). The daemon does not say so itself: a gadget that
fails is a line in its log, and its pod stays ready. It may do nothing on the node.
*/}}
{{- define "agent.health.container" -}}
- name: health
  image: {{ include "common.image" (dict "root" . "image" .Values.health.image) | quote }}
  imagePullPolicy: {{ .Values.health.image.pullPolicy }}
  command: [sh, /etc/health/check.sh, watch]
  securityContext:
    allowPrivilegeEscalation: false
    readOnlyRootFilesystem: true
    runAsNonRoot: true
    runAsUser: 65532
    runAsGroup: 65532
    capabilities:
      drop: [ALL]
    seccompProfile:
      type: RuntimeDefault
  env:
    - name: GADGETS
      value: /etc/health/gadgets
    - name: INTERVAL
      value: {{ trimSuffix "s" .Values.health.interval | quote }}
    - name: STRICT
      value: {{ .Values.strict | quote }}
  ports:
    - name: health
      containerPort: 2225
      protocol: TCP
  resources:
    {{- toYaml .Values.health.resources | nindent 4 }}
  startupProbe:
    exec:
      command: [sh, /etc/health/check.sh, started]
    periodSeconds: 5
    timeoutSeconds: 5
    failureThreshold: 60
  readinessProbe:
    exec:
      command: [sh, /etc/health/check.sh, ready]
    periodSeconds: 10
    timeoutSeconds: 5
  livenessProbe:
    httpGet:
      path: /metrics.txt
      port: health
    periodSeconds: 20
    timeoutSeconds: 5
    failureThreshold: 6
  volumeMounts:
    - name: config
      mountPath: /etc/health
      readOnly: true
    - name: health
      mountPath: /tmp
{{- end }}

{{/* The gadgets that are on, each with what it needs of the kernel. */}}
{{- define "agent.health.gadgets" -}}
{{- range $name, $gadget := include "agent.gadgets.on" . | fromYaml }}
{{ $name }}{{ range $gadget.needs }} {{ . }}{{ end }}
{{- end }}
{{- end }}
