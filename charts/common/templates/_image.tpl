{{/* The image reference. Call with (dict "root" $ "image" .Values.image). `fullPath` wins over everything. */}}
{{- define "common.image" -}}
{{- $image := .image -}}
{{- if $image.fullPath -}}
{{ $image.fullPath }}
{{- else -}}
{{- if not $image.tag -}}
{{- include "common.fail" (dict "code" "E_IMAGE_TAG" "path" "image.tag" "reason" (printf "the image %s has no tag, so nobody knows which version runs" $image.repository) "fix" (printf "image:\n  tag: %q" .root.Chart.AppVersion)) -}}
{{- end -}}
{{- with .root.Values.global.registry | default $image.registry -}}{{ . }}/{{- end -}}
{{ $image.repository }}:{{ $image.tag }}
{{- end -}}
{{- end }}
