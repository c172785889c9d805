{{/*
The cluster role's configuration: Kubernetes events as logs, sent to the gateway. There is no memory limiter: what it
refuses would be lost, while a full queue holds the watch back.
*/}}
{{- define "collector.cluster.config" -}}
extensions:
  {{- include "collector.extensions" "/var/lib/otelcol/state" | nindent 2 }}
receivers:
  k8s_objects:
    auth_type: serviceAccount
    # Where it stopped: a restart goes on from there.
    storage: file_storage
    # Also what happened while it was away, or before it was there: events are kept for an hour.
    include_initial_state: true
    objects:
      - name: events
        mode: watch
        # An event that expires is no news.
        exclude_watch_type: [DELETED]
processors:
  transform:
    # An event of an unusual form is sent as it is.
    error_mode: ignore
    log_statements:
      {{- range include "collector.cluster.statements" . | fromYamlArray }}
      - {{ . | quote }}
      {{- end }}
  {{- with .Values.global.clusterName }}
  resource:
    attributes:
      {{- include "collector.clusterName" . | nindent 6 }}
  {{- end }}
exporters:
  {{- include "collector.toGateway" .Values.gateway.endpoint | nindent 2 }}
service:
  extensions: [health_check, file_storage]
  telemetry:
    {{- include "collector.telemetry" . | nindent 4 }}
  pipelines:
    logs:
      receivers: [k8s_objects]
      processors: [transform{{ if .Values.global.clusterName }}, resource{{ end }}]
      exporters: [otlp_grpc/gateway]
{{- end }}

{{/*
An object of kind Event as a log record, with the names of attributes that the receiver k8s_events gives. The time is that
of the last occurrence, in the field that the kind of event has. It is the time of reading, too: Loki drops an event that it
has only if all that comes with it is the same. Attributes that would be empty are left out.
*/}}
{{- define "collector.cluster.statements" -}}
- set(log.cache["event"], log.body["object"])
- set(log.time, Time(log.cache["event"]["metadata"]["creationTimestamp"], "%Y-%m-%dT%H:%M:%SZ"))
- set(log.time, Time(log.cache["event"]["firstTimestamp"], "%Y-%m-%dT%H:%M:%SZ")) where log.cache["event"]["firstTimestamp"] != nil
- set(log.time, Time(log.cache["event"]["lastTimestamp"], "%Y-%m-%dT%H:%M:%SZ")) where log.cache["event"]["lastTimestamp"] != nil
- set(log.time, Time(log.cache["event"]["eventTime"], "%Y-%m-%dT%H:%M:%S.%fZ")) where log.cache["event"]["eventTime"] != nil
- set(log.time, Time(log.cache["event"]["series"]["lastObservedTime"], "%Y-%m-%dT%H:%M:%S.%fZ")) where log.cache["event"]["series"]["lastObservedTime"] != nil
- set(log.observed_time, log.time)
- set(log.severity_text, log.cache["event"]["type"])
- set(log.severity_number, SEVERITY_NUMBER_INFO) where log.cache["event"]["type"] == "Normal"
- set(log.severity_number, SEVERITY_NUMBER_WARN) where log.cache["event"]["type"] == "Warning"
- set(resource.attributes["service.name"], "kubernetes-events")
{{- range $attribute, $field := dict "k8s.object.kind" "kind" "k8s.object.name" "name" "k8s.object.uid" "uid" "k8s.object.fieldpath" "fieldPath" "k8s.object.api_version" "apiVersion" }}
- set(resource.attributes["{{ $attribute }}"], log.cache["event"]["involvedObject"]["{{ $field }}"])
{{- end }}
- set(resource.attributes["k8s.node.name"], log.cache["event"]["source"]["host"])
- set(log.attributes["k8s.event.reason"], log.cache["event"]["reason"])
- set(log.attributes["k8s.event.action"], log.cache["event"]["action"])
- set(log.attributes["k8s.event.count"], log.cache["event"]["count"])
- set(log.attributes["k8s.event.name"], log.cache["event"]["metadata"]["name"])
- set(log.attributes["k8s.event.uid"], log.cache["event"]["metadata"]["uid"])
- delete_matching_keys(log.attributes, "^(event\\.|k8s\\.resource\\.name$)")
- set(log.body, log.cache["event"]["message"])
{{- end }}
