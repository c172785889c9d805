# Whether each gadget that is switched on runs on this node, and if not, whether the node could run it.
# POSIX shell; in its container, busybox. $1: `watch` checks for ever and serves what it found as metrics; `started` and
# `ready` are what the kubelet asks. GADGETS: a file with a line `<gadget> <need>…` for each.
set -u
state=${STATE:-/tmp/health}
sys=${SYS:-/sys}

# Why this node cannot run a gadget with such needs; nothing when it can.
obstacle() {
  for need in kernel btf "$@"; do
    case $need in
      kernel) ! is_old || echo 'the kernel is older than 5.10' ;;
      btf) [ -e "$sys/kernel/btf/vmlinux" ] || echo 'the kernel has no BTF' ;;
      kprobes) [ -e "$sys/bus/event_source/devices/kprobe" ] || echo 'the kernel has no kprobes' ;;
    esac
  done | head -n 1
}

# Whether the kernel is older than 5.10, the oldest that Inspektor Gadget supports.
is_old() {
  release=${RELEASE:-$(uname -r)}
  major=${release%%.*}
  minor=${release#*.}
  minor=${minor%%[!0-9]*}
  [ "$major" -lt 5 ] || { [ "$major" -eq 5 ] && [ "$minor" -lt 10 ]; }
}

# A line `<gadget>|running`, `<gadget>|unsupported|<reason>` or `<gadget>|failed|<reason>` for each.
judge() {
  running=$(timeout 5 busybox wget -q -O - "${TRACER:-http://127.0.0.1:2224/metrics}") || running=
  while read -r gadget needs; do
    # shellcheck disable=SC2086 # Words.
    reason=$(obstacle $needs)
    if [ -z "$running" ]; then
      echo "$gadget|failed|the tracer does not answer"
    elif echo "$running" | grep -q "^ig_gadgets_running{.*/$gadget[:@].*} [1-9]"; then
      echo "$gadget|running"
    elif [ -n "$reason" ]; then
      echo "$gadget|unsupported|$reason"
    else
      echo "$gadget|failed|it is not running, although this node can run it: the log of the tracer says why"
    fi
  done <"$GADGETS"
}

metrics() {
  echo '# HELP agent_gadget_running Whether a gadget that is switched on runs on this node.'
  echo '# TYPE agent_gadget_running gauge'
  sed -n 's/^\([^|]*\)|running$/agent_gadget_running{gadget="\1"} 1/p; s/^\([^|]*\)|[fu].*/agent_gadget_running{gadget="\1"} 0/p' "$state/found"
  echo '# HELP agent_gadget_supported Whether the kernel of this node has what the gadget needs.'
  echo '# TYPE agent_gadget_supported gauge'
  sed -n 's/^\([^|]*\)|unsupported|\(.*\)/agent_gadget_supported{gadget="\1",reason="\2"} 0/p; s/^\([^|]*\)|[rf].*/agent_gadget_supported{gadget="\1",reason=""} 1/p' "$state/found"
}

# What was found, for the metrics and for the kubelet. Each file appears whole.
tell() {
  metrics >"$state/metrics.tmp" && mv "$state/metrics.tmp" "$state/www/metrics.txt"
  serious='failed'
  [ "${STRICT:-false}" = true ] && serious='failed unsupported'
  for kind in $serious; do
    sed -n "s/^\([^|]*\)|$kind|\(.*\)/\1: \2/p" "$state/found"
  done >"$state/unready.tmp"
  mv "$state/unready.tmp" "$state/unready"
  sed -n 's/^\([^|]*\)|unsupported|\(.*\)/\1: \2/p' "$state/found" >"$state/degraded"
  if ! cmp -s "$state/found" "$state/told"; then
    cp "$state/found" "$state/told" && cat "$state/told"
  elif ! grep -q 'does not answer$' "$state/found"; then
    # The same twice: the tracer has started what it can.
    touch "$state/settled"
  fi
}

case $1 in
  watch)
    mkdir -p "$state/www"
    busybox httpd -f -p "${PORT:-2225}" -h "$state/www" &
    trap 'exit 0' TERM
    while judge >"$state/found" && tell; do
      if [ -e "$state/settled" ]; then sleep "${INTERVAL:-10}"; else sleep 2; fi &
      wait $!
    done
    ;;
  # Says once what this node lacks: the kubelet makes an event of it, and then goes on.
  started)
    [ -e "$state/settled" ] || { echo 'not checked yet'; exit 1; }
    [ ! -s "$state/degraded" ] || [ -e "$state/announced" ] || {
      touch "$state/announced"
      echo 'this node runs without:'
      cat "$state/degraded"
      exit 1
    }
    ;;
  ready)
    [ -e "$state/unready" ] || { echo 'not checked yet'; exit 1; }
    [ ! -s "$state/unready" ] || { cat "$state/unready"; exit 1; }
    ;;
esac
