// The keys that the agent's further engines know in the versions that the chart pins, as far as the chart writes them: a
// key that is not here would stop the engine's start. From the structures that read the configuration, not from the chart.

/** Keys with what is below each; `true` where anything may follow, a list of one where the value is a list. */
export type Keys = { [key: string]: Keys | [Keys] | true };

const grpc: Keys = { endpoint: true, tls: { insecure: true }, headers: [{ name: true, value: true }] };

/** OBI v0.14, a document of the form v2: internal/config/schema and the part of the OpenTelemetry form that it supports. */
export const obi: Keys = {
  file_format: true,
  log_level: true,
  resource: { attributes: [{ name: true, value: true }] },
  tracer_provider: {
    sampler: {
      always_on: true,
      always_off: true,
      trace_id_ratio_based: { ratio: true },
      parent_based: { root: { always_on: true, always_off: true, trace_id_ratio_based: { ratio: true } } },
    },
    processors: [
      {
        batch: {
          exporter: { otlp_grpc: grpc },
          max_queue_size: true,
          max_export_batch_size: true,
          schedule_delay: true,
        },
      },
    ],
  },
  meter_provider: {
    readers: [
      {
        periodic: {
          interval: true,
          exporter: { otlp_grpc: { ...grpc, default_histogram_aggregation: true } },
        },
        pull: { exporter: { 'prometheus/development': { port: true } } },
      },
    ],
  },
  extensions: {
    obi: {
      version: true,
      capture: {
        policy: { default_action: true, match_order: true, poll_interval: true, min_process_age: true },
        rules: [
          {
            action: true,
            name: true,
            description: true,
            match: {
              process: {
                open_ports: true,
                target_pids: true,
                language_glob: true,
                cmd_args_glob: true,
                exe_path_glob: true,
                containers_only: true,
                exports_otlp: { port: true, protocol: true },
              },
              kubernetes: {
                namespace_glob: true,
                metadata_glob: true,
                pod_labels: true,
                pod_annotations: true,
              },
            },
            refine: { exports: { traces: true, metrics: true } },
          },
        ],
        runtimes: {
          go: { enabled: true },
          nodejs: { enabled: true },
          java: { enabled: true, attach_timeout: true },
        },
        network: {
          capture: { enabled: true, source: true, buffer_size: true },
          stats: { enabled: true, features: true },
        },
        limits: { network_packets: true, metric_span_names: true },
        engine: {
          batching: { wakeup_len: true, batch_length: true, batch_timeout: true },
          propagation: {
            context_propagation: true,
            override_bpfloop_enabled: true,
            disable_black_box_cp: true,
            populate_trace_context: true,
          },
          bpf_filesystem: { path: true },
        },
        safety: { enforce_system_capabilities: true },
      },
      enrich: {
        enrichers: {
          kubernetes: {
            mode: true,
            cluster_name: true,
            informers: { initial_sync_timeout: true, resync_period: true, disabled: true },
            drop_external: true,
            metadata_cache: { address: true, restrict_local_node: true },
          },
        },
      },
      daemon: {
        internal_metrics: { exporter: true, prometheus: { port: true, path: true } },
        shutdown: { timeout: true },
      },
    },
  },
};

/** The receiver of the eBPF profiler v0.0.202633, which is that of the collector distribution 0.159.0. */
const profiling: Keys = Object.fromEntries(
  [
    ...['reporter_interval', 'reporter_jitter', 'monitor_interval', 'samples_per_second', 'frame_cache_size'],
    ...['probabilistic_interval', 'probabilistic_threshold', 'interpreters', 'clock_sync_interval'],
    ...[
      'send_error_frames',
      'send_idle_frames',
      'filter_min_process_age',
      'verbose_mode',
      'off_cpu_threshold',
    ],
    ...['include_env_vars', 'load_probe', 'map_scale_factor', 'bpf_verifier_log_level'],
    ...['no_kernel_version_check', 'max_grpc_retries', 'max_rpc_msg_size', 'bpf_fs_root', 'error_mode'],
    ...['obi_process_ctx', 'pid_namespace_translation', 'pin_cpu_ids', 'probes'],
  ].map((key) => [key, true]),
);

/** The distribution otelcol-ebpf-profiler 0.159.0: only these components are in it. */
export const profiler: Keys = {
  extensions: { health_check: { endpoint: true, path: true }, pprof: true, opamp: true },
  receivers: { nop: true, profiling },
  processors: {
    batch: true,
    memory_limiter: { check_interval: true, limit_percentage: true, spike_limit_percentage: true },
    k8s_attributes: {
      auth_type: true,
      passthrough: true,
      filter: { node_from_env_var: true, namespace: true },
      extract: { metadata: true, labels: true, annotations: true },
      pod_association: [{ sources: [{ from: true, name: true }] }],
    },
    resource_detection: true,
    resource: { attributes: [{ key: true, value: true, action: true }] },
    transform: { error_mode: true, profile_statements: true },
  },
  exporters: {
    debug: true,
    nop: true,
    file: true,
    otlp_http: true,
    otlp_grpc: {
      endpoint: true,
      compression: true,
      tls: { insecure: true, ca_file: true, insecure_skip_verify: true },
      headers: true,
      timeout: true,
      retry_on_failure: { enabled: true, max_elapsed_time: true },
      sending_queue: true,
    },
  },
  service: { extensions: true, telemetry: { logs: true, metrics: true }, pipelines: { profiles: true } },
};

/** The paths in a configuration that are none of the known keys. */
export function unknownKeys(value: unknown, keys: Keys | [Keys] | true, path = ''): string[] {
  if (keys === true) return [];
  if (Array.isArray(keys)) {
    const items = Array.isArray(value) ? value : [value];
    return items.flatMap((item, index) => unknownKeys(item, keys[0], `${path}[${index}]`));
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return [path];
  return Object.entries(value).flatMap(([key, inner]) => {
    const below = keys[key];
    const here = path === '' ? key : `${path}.${key}`;
    return below === undefined ? [here] : unknownKeys(inner, below, here);
  });
}
