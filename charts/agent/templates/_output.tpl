{{/* How the engines reach what takes their data. */}}

{{/* Environment of an engine that takes its OTLP settings from there: headers, and the authority's certificate. */}}
{{- define "agent.output.env" -}}
{{- $otlp := .Values.output.otlp -}}
{{- include "agent.output.secrets" . }}
{{- $headers := list -}}
{{- range $name, $value := $otlp.headers }}{{ $headers = append $headers (printf "%s=%s" $name (urlquery $value | replace "+" "%20")) }}{{ end -}}
{{- range $index, $name := keys $otlp.headersFromSecret | sortAlpha }}{{ $headers = append $headers (printf "%s=$(OTLP_HEADER_%d)" $name $index) }}{{ end -}}
{{- with $headers }}
- name: OTEL_EXPORTER_OTLP_HEADERS
  value: {{ join "," . | quote }}
{{- end }}
{{- if and $otlp.tls.enabled $otlp.tls.ca.secret }}
- name: OTEL_EXPORTER_OTLP_CERTIFICATE
  value: /etc/otlp-ca/ca.crt
{{- end }}
{{- end }}

{{/* The values of headers that are in Secrets, as variables in the order of the headers' names. */}}
{{- define "agent.output.secrets" -}}
{{- range $index, $name := keys .Values.output.otlp.headersFromSecret | sortAlpha }}
{{- $from := index $.Values.output.otlp.headersFromSecret $name }}
- name: OTLP_HEADER_{{ $index }}
  valueFrom:
    secretKeyRef:
      name: {{ $from.secret }}
      key: {{ $from.key }}
{{- end }}
{{- end }}

{{/* The authority's certificate, where there is one. */}}
{{- define "agent.output.volumes" -}}
{{- $tls := .Values.output.otlp.tls -}}
{{- if and $tls.enabled $tls.ca.secret }}
- name: otlp-ca
  secret:
    secretName: {{ $tls.ca.secret }}
    defaultMode: 0444
    items:
      - key: {{ $tls.ca.key }}
        path: ca.crt
{{- end }}
{{- end }}

{{/* Where the engines find it. */}}
{{- define "agent.output.volumeMounts" -}}
{{- $tls := .Values.output.otlp.tls -}}
{{- if and $tls.enabled $tls.ca.secret }}
- name: otlp-ca
  mountPath: /etc/otlp-ca
  readOnly: true
{{- end }}
{{- end }}

{{/* The proxy. Never for the Kubernetes API, whose address the kubelet gives to every container. */}}
{{- define "agent.proxy.env" -}}
{{- with .Values.proxy.url }}
- name: HTTPS_PROXY
  value: {{ . | quote }}
- name: NO_PROXY
  value: {{ append $.Values.proxy.exclude "$(KUBERNETES_SERVICE_HOST)" | join "," | quote }}
{{- end }}
{{- end }}

{{/* The same for an engine that is a collector. */}}
{{- define "agent.output.collector" -}}
{{- $otlp := .Values.output.otlp -}}
endpoint: {{ $otlp.endpoint | quote }}
tls:
  insecure: {{ not $otlp.tls.enabled }}
  {{- if and $otlp.tls.enabled $otlp.tls.ca.secret }}
  ca_file: /etc/otlp-ca/ca.crt
  {{- end }}
{{- with include "agent.output.headers" (dict "root" . "variable" "${env:OTLP_HEADER_%d}" "escape" "[$]") | fromYaml }}
headers:
  {{- toYaml . | nindent 2 }}
{{- end }}
retry_on_failure:
  enabled: true
  max_elapsed_time: 300s
{{- end }}

{{/*
The headers as a map, for a configuration in which `$` begins a variable: where it may, it is written twice. Those in
Secrets are variables themselves. Call with (dict "root" $ "variable" "form of a variable, with %d for its number" "escape"
"expression for where `$` begins a variable").
*/}}
{{- define "agent.output.headers" -}}
{{- $otlp := .root.Values.output.otlp -}}
{{- $headers := dict -}}
{{- range $name, $value := $otlp.headers }}{{ $_ := set $headers $name (regexReplaceAll $.escape $value "$$${0}") }}{{ end -}}
{{- range $index, $name := keys $otlp.headersFromSecret | sortAlpha }}{{ $_ := set $headers $name (printf $.variable $index) }}{{ end -}}
{{- toYaml $headers -}}
{{- end }}
