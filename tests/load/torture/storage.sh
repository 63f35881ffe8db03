#!/usr/bin/env bash
# Tortures rolo's storage on generated data, at random moments until the time is up: kill -9 of the night's work, and calls
# that fail or end the process, by strace. After each blow the database must pass SQLite's checks and `rolo check`, hold
# the state before the command or the one after it as the exit code says, and the same command must complete it.
#
#   tests/load/torture/storage.sh [--release-binary PATH] [--minutes M] [--contacts N] [--seed S]
#
# Default: cargo's release binary, 10 minutes, 3000 contacts. GENERATE=path takes another generator than cargo builds.
# Needs Linux, bash 5, sqlite3, strace and GNU coreutils. The seed and the blow are printed when something breaks.
set -euo pipefail
shopt -s inherit_errexit
export LC_ALL=C TZ=Asia/Manila NO_COLOR=1

repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
target=${CARGO_TARGET_DIR:-$repository/target}
rolo=
minutes=10
contacts=3000
seed=$(($(date +%s) % 32768))
as_of=2026-06-03T00:00:00Z
blows=0
blow=

fail() { printf 'storage.sh: %s\n  after %s (--seed %s)\n' "$1" "${blow:-no blow}" "$seed" >&2 && exit 1; }

main() {
  while (($#)); do
    case $1 in
      -h | --help) sed -n '2,10s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" && exit ;;
      --release-binary) rolo=$(realpath "${2:?a path}") && shift ;;
      --minutes) minutes=${2:?a number} && shift ;;
      --contacts) contacts=${2:?a number} && shift ;;
      --seed) seed=${2:?a number} && shift ;;
      *) fail "no such option: $1" ;;
    esac
    shift
  done
  RANDOM=$seed
  build
  work=$(mktemp -d "$target/storage.XXXXXX")
  trap 'rm -rf "$work"' EXIT
  cd "$work"
  prepare
  local end=$((SECONDS + minutes * 60))
  while ((SECONDS < end)); do
    kill_nightly
    for _ in 1 2 3 4 5 6; do break_call; done
  done
  printf 'storage: %d blows in %d minutes, and the database was sound after each\n' "$blows" "$minutes"
}

build() {
  [[ -n $rolo ]] || { cargo build --quiet --release --manifest-path "$repository/Cargo.toml" && rolo=$target/release/rolo; }
  [[ -n ${GENERATE:-} ]] || {
    cargo build --quiet --example generate --manifest-path "$repository/Cargo.toml" && GENERATE=$target/debug/examples/generate
  }
}

run() { "$rolo" --quiet --as-of "$as_of" --db "$db" "$@"; }

# What a command starts from: the database before it, and once it has run.
prepare() {
  "$GENERATE" --contacts "$contacts" --messages $((contacts * 3)) --output data >/dev/null
  mkdir start end
  files=(data/contacts.csv data/messages.csv data/events.csv)
  names=(import night dedupe classify score undo delete prune)
  declare -gA commands=(
    [import]="import ${files[*]}" [night]="nightly ${files[*]}" [dedupe]="dedupe --apply" [classify]="classify --full"
    [score]="score --full" [undo]="imports undo 3" [delete]="contacts delete --yes 5 6 7" [prune]="prune --before 2026-06-04"
  )
  local name
  for name in "${names[@]}"; do
    db=start/$name.db
    case $name in
      import | night) ;;
      dedupe | classify) run import "${files[@]}" || (($? == 3)) ;;
      *) run nightly "${files[@]}" || (($? == 3)) ;;
    esac
    db=end/$name.db
    [[ ! -e start/$name.db ]] || cp "start/$name.db" "$db"
    # shellcheck disable=SC2086
    run ${commands[$name]} || (($? == 3)) || fail "$name does not run"
    state "start/$name.db" >"start/$name.txt"
    state "$db" >"end/$name.txt"
  done
}

# All that is public in a database but the log and what tells when.
state() {
  [[ -s $1 ]] || { printf 'none\n' && return; }
  # Of one that is only begun not even the tables need be there.
  [[ $(sqlite3 "$1" 'SELECT count(*) FROM journal' 2>/dev/null || echo 0) != 0 ]] || { printf 'none\n' && return; }
  local kind
  for kind in contacts conversations messages events companies; do
    "$rolo" --quiet --as-of "$as_of" --db "$1" export --kind "$kind" --columns all --format jsonl | sha256sum
  done
}

# The files of a command's start, under a name of their own.
set_up() {
  name=$1 db=now/rolo.db
  rm -rf now && mkdir now
  [[ ! -e start/$name.db ]] || cp "start/$name.db" "$db"
}

sound() {
  [[ -s $db ]] || return 0
  [[ $(sqlite3 "$db" 'PRAGMA integrity_check') == ok ]] || fail "integrity_check"
  [[ -z $(sqlite3 "$db" 'PRAGMA foreign_key_check') ]] || fail "foreign_key_check"
  [[ $(sqlite3 "$db" 'SELECT count(*) FROM sqlite_schema') == 0 ]] || run check >check.txt 2>&1 || fail "rolo check: $(<check.txt)"
}

# The same command again gives what an undisturbed one does.
complete() {
  # shellcheck disable=SC2086
  run ${commands[$name]} 2>again.txt || (($? == 3)) || fail "it does not run again: $(<again.txt)"
  sound
  state "$db" | cmp -s - "end/$name.txt" || fail "running it again gives something else"
}

# The night's work in many tries, each killed at a random moment.
kill_nightly() {
  set_up night
  local try
  for try in 1 2 3 4; do
    local after=$((RANDOM % 1800 + 20))
    blow="nightly, killed after $after ms, try $try"
    # shellcheck disable=SC2086
    (exec "$rolo" --quiet --as-of "$as_of" --db "$db" ${commands[night]} 2>/dev/null) &
    local process=$!
    sleep "$(printf '%d.%03d' $((after / 1000)) $((after % 1000)))"
    kill -KILL "$process" 2>/dev/null || true
    wait "$process" 2>/dev/null || true
    blows=$((blows + 1))
    sound
  done
  complete
}

# One command, of which one kind of call fails once or from then on, or ends the process.
break_call() {
  set_up "${names[RANDOM % ${#names[@]}]}"
  local calls=(pwrite64 pwrite64 pwrite64 fsync,fdatasync ftruncate unlink openat)
  local faults=(error=EIO error=ENOSPC signal=KILL signal=TERM signal=INT signal=HUP)
  local call=${calls[RANDOM % ${#calls[@]}]} fault=${faults[RANDOM % ${#faults[@]}]} every=
  [[ $fault != error=* || $((RANDOM % 2)) == 0 ]] || every=+
  # Early calls and late ones alike: a power of two, and something below it.
  local size=$((1 << (RANDOM % 12)))
  local at=$((size + RANDOM % size)) code=0 place
  place=$(realpath now)/rolo.db
  [[ $call == pwrite64 ]] || at=$((RANDOM % 6 + 1))
  blow="$name, $call number $at$every, $fault"
  # shellcheck disable=SC2086
  strace -f -o /dev/null -e "trace=$call" -e "inject=$call:$fault:when=$at$every" -P "$place" -P "$place-wal" -P "$place-journal" \
    "$rolo" --quiet --as-of "$as_of" --db "$db" ${commands[$name]} >out.txt 2>err.txt || code=$?
  blows=$((blows + 1))
  sound
  state "$db" >state.txt
  case $code in
    0 | 3 | 4) cmp -s state.txt "end/$name.txt" || fail "exit code $code, but it is not stored: $(<err.txt)" ;;
    1)
      grep -q '^hint: ' err.txt || fail "no hint: $(<err.txt)"
      [[ $name == night ]] || cmp -s state.txt "start/$name.txt" || fail "exit code 1, but something is stored: $(<err.txt)"
      ;;
    129 | 130 | 137 | 143) ;;
    *) fail "exit code $code: $(<err.txt)" ;;
  esac
  [[ $name == night ]] || cmp -s state.txt "start/$name.txt" || cmp -s state.txt "end/$name.txt" || fail "a state in between"
  cmp -s state.txt "end/$name.txt" || complete
}

main "$@"
