# What compare.sh and dedupe.sh share: running a command for its seconds and its peak memory, medians, numbers for
# reading. It is sourced; `size` and `work` (a folder of the run) are the caller's.

((BASH_VERSINFO[0] >= 5)) || { echo "this needs bash 5" >&2 && exit 1; }

declare -A samples # SIZE.NAME → the values measured, one a round

gnu_time=
if /usr/bin/time --quiet --format %M true >/dev/null 2>&1; then gnu_time=/usr/bin/time; fi

# measured NAME COMMAND...: runs the command, keeps what it prints in $work/stdout and records its seconds as NAME and
# its peak memory in KiB as NAME.peak.
measured() {
  local name=$1 started ended status=0
  local command=("${@:2}")
  started=$EPOCHREALTIME
  with_peak "${command[@]}" >"$work/stdout" 2>"$work/stderr" </dev/null || status=$?
  ended=$EPOCHREALTIME
  if ((status)); then
    cat "$work/stderr" >&2
    fail "exit code $status from: ${command[*]}"
  fi
  record "$name" "$(calculate "$ended - $started")"
  record "$name.peak" "$(<"$work/peak")"
}

# Runs a command and leaves its peak memory in $work/peak: from GNU time, else from what the kernel says meanwhile.
with_peak() {
  local status=0 pid key value _
  if [[ $gnu_time ]]; then
    "$gnu_time" --quiet --format %M --output "$work/peak" "$@"
    return
  fi
  echo 0 >"$work/peak"
  "$@" &
  pid=$!
  while kill -0 "$pid" 2>/dev/null; do
    while read -r key value _; do
      [[ $key != VmHWM: ]] || echo "$value" >"$work/peak"
    done 2>/dev/null <"/proc/$pid/status" || true
    sleep 0.02
  done
  wait "$pid" || status=$?
  return "$status"
}

record() {
  samples[$size.$1]+=" $2"
}

# median NAME: of all rounds at this size.
median() {
  [[ ${samples[$size.$1]-} ]] || fail "nothing was measured as $size.$1"
  printf '%s\n' ${samples[$size.$1]} | sort -g | awk '{ value[NR] = $1 }
    END { print NR % 2 ? value[(NR + 1) / 2] : (value[NR / 2] + value[NR / 2 + 1]) / 2 }'
}

# peak NAMES...: the largest median of their peak memories, in whole MiB.
peak() {
  local name
  for name; do
    median "$name.peak"
  done | sort -g | awk '{ most = $1 } END { printf "%d\n", most / 1024 }'
}

shown() {
  awk -v value="$1" 'BEGIN { printf value == int(value) ? "%d" : value < 10 ? "%.3f" : "%.1f", value }'
}

calculate() {
  awk "BEGIN { printf \"%.9f\", $1 }"
}

expect() {
  [[ $2 == "$3" ]] || fail "$1: $3 instead of $2"
}

bytes() {
  stat --format %s "$@" | awk '{ sum += $1 } END { printf "%d\n", sum }'
}

say() {
  echo "$*" >&2
}

fail() {
  say "${0##*/}: $*"
  exit 1
}
