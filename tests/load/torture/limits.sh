#!/usr/bin/env bash
# How large things may be, at full size: what becomes of them, how long it takes, and how much memory.
#
#   tests/load/torture/limits.sh [--release-binary PATH] [--gigabyte]
#
# Prints a table and fails when memory or time leave their bounds. It needs 3 GB of room in TMPDIR and some minutes.
set -euo pipefail
cd "$(dirname "$0")/../../.."

rolo=target/release/rolo
megabytes=(1 15 17 100)
while [ $# -gt 0 ]; do
    case $1 in
        --release-binary) rolo=$2; shift 2 ;;
        --gigabyte) megabytes+=(1000); shift ;;
        *) echo "unknown option $1" >&2; exit 2 ;;
    esac
done
rolo=$(realpath "$rolo")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
faults=0

# run LABEL CODE SECONDS MEGABYTES ARGUMENTS...: one line of the table; a fault when a bound is not kept.
run() {
    local label=$1 code=$2 seconds=$3 memory=$4 got=0
    shift 4
    /usr/bin/time -f '%e %M' -o used "$rolo" --as-of 2026-09-01 "$@" >out 2>said || got=$?
    local took kilobytes verdict=ok
    read -r took kilobytes < <(tail -n 1 used)
    if [ "$got" != "$code" ] || [ $((kilobytes / 1024)) -gt "$memory" ] || [ "${took%.*}" -ge "$seconds" ]; then
        verdict="FAULT (expected exit $code, under ${seconds} s and ${memory} MB): $(head -c 300 said | tr '\n' ' ')"
        faults=$((faults + 1))
    fi
    printf '%-44s exit %s %7s s %6d MB  %s\n' "$label" "$got" "$took" $((kilobytes / 1024)) "$verdict"
}

# So many megabytes of a text of 16 bytes.
fill() { yes "$2" | tr -d '\n' | head -c "$1"M || true; }

for size in "${megabytes[@]}"; do
    # What is longer than 16 MiB is rejected, and read over in bounded memory.
    code=$([ "$size" -lt 16 ] && echo 0 || echo 3)
    rm -f rolo.db*
    { printf 'email,name,note\nben@example.com,Ben,ok\nana@example.com,Ana,"'; fill "$size" 0123456789abcdef; printf '"\n'; } >in.csv
    run "a note of $size MB" "$code" 60 400 import in.csv
    run "  nightly after it" 0 20 100 nightly
    run "  export after it" 0 20 200 export --columns all --output out.csv
    rm -f rolo.db*
    { printf 'email,conversation_id,sender,sent_at,text\nana@example.com,c1,visitor,2026-08-01,"'
      fill "$size" 'How much is it? '; printf '"\n'; printf 'ben@example.com,c2,visitor,2026-08-01,hi\n'; } >in.csv
    run "a message of $size MB" "$code" 120 800 import in.csv
    run "  nightly after it" 0 60 400 nightly
    rm -f rolo.db*
    { printf 'email,name,'; fill "$size" 0123456789abcdef; printf '\nben@example.com,Ben,ok\n'; } >in.csv
    run "a header of $size MB" 1 60 400 import in.csv
    rm -f rolo.db*
    { printf 'email,name\nben@example.com,Ben\n'; fill "$size" 0123456789abcdef; printf '@example.com,Ana\n'; } >in.csv
    run "an address of $size MB" 3 60 400 import in.csv
done

rm -f rolo.db*
columns() { awk -v n="$1" 'BEGIN { printf "email"; for (i = 1; i < n; i++) printf ",c%d", i; print ""
    for (r = 0; r < 100; r++) { printf "p%d@example.com", r; for (i = 1; i < n; i++) printf ",v%d", i; print "" } }'; }
columns 4096 >in.csv
run '4,096 columns, 100 rows' 0 60 400 import in.csv
run '  again' 0 60 400 import in.csv
run '  export' 0 60 400 export --columns all --output out.csv
for count in 4097 10000 100000; do
    columns "$count" >in.csv
    run "$count columns" 1 20 200 import in.csv
done

rm -f rolo.db*
awk 'BEGIN { printf "email,name,tags\na@example.com,Ana,\""; for (i = 0; i < 500000; i++) printf "tag%d;", i; print "\"" }' >in.csv
run '500,000 tags of one contact' 0 60 600 import in.csv
run '  one more' 0 20 600 contacts tag more 1
rm -f rolo.db*
awk 'BEGIN { print "email,conversation_id,message_id,sender,sent_at,text"
    for (i = 0; i < 1000000; i++) printf "a@example.com,c1,m%d,visitor,2026-08-01T10:00:00Z,How much is number %d?\n", i, i }' >in.csv
run '1,000,000 messages of one conversation' 0 300 800 import in.csv
run '  nightly after it' 0 120 800 nightly
rm -f rolo.db*
awk 'BEGIN { print "email,user_id,name"; for (i = 0; i < 4000; i++) printf "p%d@example.com,u1,Ana Cruz\n", i }' >in.csv
run '4,000 addresses of one contact' 0 60 400 import in.csv
rm -f rolo.db*
{ printf 'email,custom\n'; for depth in 100 100000 4000000; do
    printf 'd%d@example.com,"' "$depth"; head -c "$depth" /dev/zero | tr '\0' '['; head -c "$depth" /dev/zero | tr '\0' ']'; printf '"\n'
done; } >in.csv
run 'JSON nested 4,000,000 deep' 0 60 400 import in.csv
run '  export' 0 60 400 export --columns all --output out.csv

[ "$faults" = 0 ] || { echo "$faults faults" >&2; exit 1; }
