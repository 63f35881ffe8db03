#!/usr/bin/env bash
# Measures rolo next to the sqlite3 shell doing its nearest equivalent, on generated data, and prints one table of
# ratios with the goals they are held to. Both take turns in every round, so that a busy or slow machine slows both;
# the table shows medians. Seconds depend on the machine, the ratios hardly do. See README.md beside this file.
#
#   tests/load/compare.sh [--rounds N] [CONTACTS...]       default: 3 rounds with 100000 contacts
#
# ROLO=path and GENERATE=path take other binaries than those cargo builds here.
# Needs Linux, bash 5, sqlite3, GNU coreutils and awk.
set -euo pipefail
shopt -s inherit_errexit
export LC_ALL=C

repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
target=${CARGO_TARGET_DIR:-$repository/target}
source "$repository/tests/load/measuring.sh"
# The generated history ends on June 1st. Every command works as of one later day, so that the messages which come
# in later lie in the past as well and nothing changes between two passes by time alone.
as_of=2026-06-03T00:00:00Z
later=(2026-06-01T00:00:00Z 2026-06-01T00:00:01Z)
new_rows=1000
rounds=3
full='unchanged.classify unchanged.score'

main() {
  local sizes=() size round
  while (($#)); do
    case $1 in
      -h | --help) sed -n '2,9s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" && exit ;;
      --rounds) rounds=${2:?--rounds needs a number} && shift ;;
      -*) fail "no such option: $1" ;;
      *) sizes+=("$1") ;;
    esac
    shift
  done
  ((${#sizes[@]})) || sizes=(100000)
  for size in "$rounds" "${sizes[@]}"; do
    [[ $size =~ ^[1-9][0-9]*$ ]] || fail "not a whole number above 0: $size"
  done

  build
  mkdir -p "$target/load"
  work=$(mktemp -d "$target/load/run.XXXXXX")
  trap 'rm -rf "$work"' EXIT
  for size in "${sizes[@]}"; do
    prepare "$size"
    for ((round = 1; round <= rounds; round++)); do
      say "$size contacts, round $round of $rounds"
      run_round
    done
    report
  done
  ((${#sizes[@]} == 1)) || report_growth "${sizes[0]}" "${sizes[-1]}"
}

# ---- what is measured, and what is held against it --------------------------------------------------------------

run_round() {
  rm -f "$db"* "$peer"*
  first_imports
  second_imports
  timed new_rows rolo import --format json "$data/new.csv"
  full_passes
  incremental_passes
  exports
  lookups
}

first_imports() {
  local before
  timed contacts rolo import --format json "$data/contacts.csv"
  expect 'contacts read by rolo' "$size" "$(summed read)"
  record contacts.bytes "$(bytes "$db"*)"
  timed peer.contacts peer ".import --csv \"$data/contacts.csv\" contacts" \
    'create index contacts_email on contacts(email)' 'create index contacts_phone on contacts(phone)'

  before=$(bytes "$db"*)
  timed messages rolo import --format json "$data/messages.csv"
  expect 'messages read by rolo' $((10 * size)) "$(summed read)"
  record messages.bytes $(($(bytes "$db"*) - before))
  timed peer.messages peer ".import --csv \"$data/messages.csv\" messages" \
    'create index messages_contact on messages(contact_id, sent_at)'

  timed events rolo import --format json "$data/events.csv"
  expect 'events read by rolo' $((2 * size)) "$(summed read)"
  timed peer.events peer ".import --csv \"$data/events.csv\" events" \
    'create index events_contact on events(contact_id, occurred_at)'
  expect 'rows read by sqlite3' $((13 * size)) "$(sqlite3 "$peer" 'select (select count(*) from contacts)
    + (select count(*) from messages) + (select count(*) from events)')"
}

second_imports() {
  local file written=0
  for file in contacts messages events; do
    timed "$file.again" rolo import --format json "$data/$file.csv"
    written=$((written + $(summed created) + $(summed updated)))
  done
  record written_again "$written"
}

full_passes() {
  local pass
  for pass in first unchanged; do
    timed "$pass.classify" rolo classify --full --format json
    timed "$pass.score" rolo score --full --format json
    timed peer.scan peer 'select sum(length(text)) from messages'
  done
  for pass in 1 2; do
    timed "jobs$pass.classify" rolo --jobs "$pass" classify --full --format json
    timed "jobs$pass.score" rolo --jobs "$pass" score --full --format json
  done
  timed followups rolo followups scan --format json
  timed followups.again rolo followups scan --format json
  timed followups.full rolo followups scan --full --format json
}

incremental_passes() {
  local share
  for share in 1 0.1; do
    timed "more$share.import" rolo import --format json "$data/more-$share.csv"
    timed "more$share.classify" rolo classify --format json
    timed "more$share.score" rolo score --format json
  done
  timed nothing.classify rolo classify --format json
  timed nothing.score rolo score --format json
  timed nightly rolo nightly --format json
  timed nightly.again rolo nightly --format json
}

exports() {
  timed export rolo export --format csv
  timed peer.export sqlite3 -bail -csv -header "$peer" "select id, name, email, phone, company, source, country, city,
    tags, do_not_contact, created_at, last_seen_at, visitor_id, note from contacts"
  timed view.export sqlite3 -bail -csv -header "$db" "select id as rolo_id, name, email, phone, company, status, source,
    channels, stage, intent, pinned, interests, traits, grade, tags, do_not_contact, first_seen, last_active, created_at,
    message_count from contacts order by id"
}

# What a person does between two nights, and the shell's same scan of the same view.
lookups() {
  timed list.where rolo contacts list --where "city = 'Nowhere'" --limit 50
  timed peer.where sqlite3 -bail -csv "$db" "select * from contacts where city = 'Nowhere' order by id limit 50"
  timed list.search rolo contacts list --search zzzz --limit 50
  timed peer.search sqlite3 -bail -csv "$db" "select * from contacts where name like '%zzzz%' or email like '%zzzz%'
    or phone like '%zzzz%' or external_ids like '%zzzz%' or company like '%zzzz%'
    or exists (select 1 from json_each(metadata) as item where item.value like '%zzzz%') order by id limit 50"
  timed show rolo contacts show $((size / 2))
  timed tag rolo contacts tag measured $((size / 2))
  timed set rolo contacts set "city=Measured" $((size / 3))
  timed undo rolo undo
  timed stats rolo stats --format json
}

report() {
  printf '\n%s contacts, %s messages, %s events; medians of %s rounds, in seconds unless another unit is named\n\n' \
    "$size" $((10 * size)) $((2 * size)) "$rounds"
  row what rolo against ratio must aim met
  ratio 'contacts: import / sqlite3 .import + 2 indexes' contacts peer.contacts '<=1.4' '<=1.0'
  ratio 'messages: import / sqlite3 .import + 1 index' messages peer.messages '<=1.0' '<=0.7'
  ratio 'events: import / sqlite3 .import + 1 index' events peer.events - -
  ratio 'contacts: the same file again / first time' contacts.again contacts '<=1.0' '<=0.6'
  ratio 'messages: the same file again / first time' messages.again messages '<=1.0' '<=0.6'
  ratio 'events: the same file again / first time' events.again events '<=1.0' '<=0.6'
  plain 'rows written by the same files again' "$(median written_again)" '<=0' '<=0'
  ratio "contacts: $new_rows new rows / first import" new_rows contacts '<=0.1' '<=0.02'
  ratio 'first full pass / sqlite3 sum(length(text))' 'first.classify first.score' peer.scan '<=5' '<=3'
  ratio 'full pass that changes nothing / the same' "$full" peer.scan '<=2' '<=1.8'
  ratio '  of it classify --full' unchanged.classify peer.scan - -
  ratio '  of it score --full' unchanged.score peer.scan - -
  ratio 'full pass: 1 job / 2 jobs, times faster' 'jobs1.classify jobs1.score' 'jobs2.classify jobs2.score' '>=1.7' '>=1.8'
  ratio 'pass after messages of 1 % / full pass' 'more1.classify more1.score' "$full" '<=0.06' '<=0.05'
  ratio 'pass after messages of 0.1 % / full pass' 'more0.1.classify more0.1.score' "$full" '<=0.015' '<=0.01'
  ratio 'pass with nothing new / full pass' 'nothing.classify nothing.score' "$full" '<=0.01' '<=0.005'
  ratio 'followups scan, first / classify, first' followups first.classify '<=1.0' '<=0.6'
  ratio 'followups scan --full / classify --full' followups.full unchanged.classify - -
  ratio 'followups scan: again / first time' followups.again followups - -
  ratio 'nightly: again with nothing new / first time' nightly.again nightly - -
  ratio 'nightly with nothing new / full pass' nightly.again "$full" - -
  ratio 'export, default columns / sqlite3 -csv' export peer.export '<=1.5' '<=1.1'
  ratio 'export / sqlite3 -csv of the same columns' export view.export '<=1.0' '<=0.8'
  ratio 'contacts list --where / sqlite3, same scan' list.where peer.where '<=1.5' '<=1.1'
  ratio 'contacts list --search / sqlite3, same scan' list.search peer.search '<=1.5' '<=1.1'
  plain 'contacts show, seconds' "$(median show)" '<=0.03' '<=0.015'
  plain 'contacts tag, seconds' "$(median tag)" '<=0.03' '<=0.015'
  plain 'contacts set, seconds' "$(median set)" '<=0.03' '<=0.015'
  plain 'undo of one change, seconds' "$(median undo)" - -
  plain 'stats, seconds per million contacts' "$(calculate "$(median stats) * 1000000 / $size")" '<=1' '<=0.5'
  plain 'peak memory: contacts import, MiB' "$(peak contacts)" '<=350' '<=250'
  plain 'peak memory: messages import, MiB' "$(peak messages)" '<=550' '<=400'
  plain 'peak memory: full pass, MiB' "$(peak first.classify first.score $full)" '<=200' '<=150'
  growth_on_disk 'contacts: database / CSV, MiB' contacts '<=1.4' '<=1.2'
  growth_on_disk 'messages: database / CSV, MiB' messages '<=1.0' '<=0.85'
}

# Time per row at the largest size against the smallest: 1 where the work grows as the data do.
report_growth() {
  printf '\nmicroseconds per row: %s contacts / %s contacts\n\n' "$2" "$1"
  row what larger smaller ratio must aim met
  per_row 'contacts: import' "$2" "$1" 1 contacts
  per_row 'messages: import' "$2" "$1" 10 messages
  per_row 'full pass, by message' "$2" "$1" 10 $full
}

# ---- the rows of the tables -------------------------------------------------------------------------------------

row() {
  printf '%-48s %10s %10s %8s %8s %8s  %s\n' "$@"
}

# ratio LABEL NAMES NAMES MUST AIM: the seconds of one thing over those of another; NAMES are parted by blanks.
ratio() {
  local above below
  above=$(total $2)
  below=$(total $3)
  quotient "$1" "$above" "$below" "$4" "$5"
}

quotient() {
  local value
  value=$(calculate "$2 / $3")
  row "$1" "$(shown "$2")" "$(shown "$3")" "$(shown "$value")" "$4" "$5" "$(met "$value" "$4" "$5")"
}

# plain LABEL VALUE MUST AIM: a goal for the value itself. A memory of 0 is one that could not be measured.
plain() {
  if [[ $1 == peak* && $2 == 0 ]]; then
    row "$1" - - - "$3" "$4" -
  else
    row "$1" "$(shown "$2")" - - "$3" "$4" "$(met "$2" "$3" "$4")"
  fi
}

growth_on_disk() {
  local grown csv
  grown=$(calculate "$(median "$2.bytes") / 1048576")
  csv=$(calculate "$(bytes "$data/$2.csv") / 1048576")
  quotient "$1" "$grown" "$csv" "$3" "$4"
}

# per_row LABEL LARGER SMALLER ROWS_PER_CONTACT NAMES...
per_row() {
  local above below
  above=$(size=$2 && calculate "$(total "${@:5}") * 1000000 / $4 / $2")
  below=$(size=$3 && calculate "$(total "${@:5}") * 1000000 / $4 / $3")
  quotient "$1" "$above" "$below" '<=1.35' '<=1.15'
}

# met VALUE MUST AIM: which of the two goals the value reaches.
met() {
  awk -v value="$1" -v must="$2" -v aim="$3" '
    function holds(goal) { return substr(goal, 1, 2) == "<=" ? value <= substr(goal, 3) + 0 : value >= substr(goal, 3) + 0 }
    BEGIN { print must == "-" ? "" : holds(aim) ? "aim" : holds(must) ? "must" : "MISSED" }'
}

# ---- measuring --------------------------------------------------------------------------------------------------

# timed NAME COMMAND...: measures `rolo ...` or `peer SQL...` (see measuring.sh).
timed() {
  case $2 in
    rolo) measured "$1" "$rolo" --db "$db" --as-of "$as_of" "${@:3}" ;;
    peer) measured "$1" sqlite3 -bail "$peer" "${@:3}" ;;
    *) measured "$@" ;;
  esac
}

# total NAMES...: the sum of their medians.
total() {
  local name sum=0
  for name; do
    sum+=" + $(median "$name")"
  done
  calculate "$sum"
}

# summed FIELD: the sum of this field over the batches of the summary that rolo printed last.
summed() {
  { grep -oE "\"$1\": *[0-9]+" "$work/stdout" || fail "no field \"$1\" in: $(head -c 300 "$work/stdout")"; } |
    awk -F: '{ sum += $2 } END { printf "%d\n", sum }'
}

# ---- making ready -----------------------------------------------------------------------------------------------

build() {
  command -v sqlite3 >/dev/null || fail "this needs the sqlite3 shell"
  rolo=${ROLO:-$target/release/rolo}
  generate=${GENERATE:-$target/release/examples/generate}
  [[ ${ROLO-} ]] || (cd "$repository" && cargo build --release --quiet --bin rolo)
  [[ ${GENERATE-} ]] || (cd "$repository" && cargo build --release --quiet --example generate)
}

# prepare SIZE: the data of this size, generated once for one generator, and read once so that they are in memory.
prepare() {
  size=$1 data=$target/load/data-$1
  db=$work/rolo.db peer=$work/peer.db
  local made_by index shares=(1 0.1) one_percent=$(((size + 99) / 100))
  local messages=($((5 * one_percent)) $((5 * ((one_percent + 9) / 10))))
  made_by=$(sha256sum <"$generate")
  if [[ ! -f $data/made_by || $(<"$data/made_by") != "$made_by" ]]; then
    say "generating $size contacts, $((10 * size)) messages, $((2 * size)) events"
    rm -rf "$data"
    "$generate" --contacts $((size + new_rows)) --messages 0 --events 0 --output "$data"
    { head -n 1 "$data/contacts.csv" && tail -n "$new_rows" "$data/contacts.csv"; } >"$data/new.csv"
    "$generate" --contacts "$size" --output "$data"
    for index in 0 1; do
      "$generate" --contacts "$size" --more-messages "${messages[index]}" --for-contacts "${shares[index]}" \
        --after "${later[index]}" --output "$data"
      mv "$data/messages_more.csv" "$data/more-${shares[index]}.csv"
    done
    echo "$made_by" >"$data/made_by"
  fi
  cat "$data"/*.csv >/dev/null
}

main "$@"
