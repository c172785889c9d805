{{/* The flags of `weed mini`, by name. */}}
{{- define "object-storage.config" -}}
dir: /data
# The parts find each other by this address and remember it on the volume: a pod's address would change.
ip: 127.0.0.1
ip.bind: 0.0.0.0
bucket: {{ default (list) .Values.buckets | join "," | quote }}
s3.port: 8333
metricsPort: 9327
webdav: false
admin.ui: false
s3.port.iceberg: 0
s3.port.lance: 0
master.telemetry: false
{{- end }}

{{/* The same as arguments, with the user's `extraConfig` laid over them. */}}
{{- define "object-storage.flags" -}}
{{- range $flag, $value := include "common.config" (dict "root" . "config" (include "object-storage.config" .)) | fromYaml }}
- {{ printf "-%s=%s" $flag (kindIs "string" $value | ternary $value (toJson $value)) | quote }}
{{- end }}
{{- end }}
