#!/usr/bin/env bash
# The long part of the nine promises: every moment of a command instead of some, random kills on more data, hundreds of
# thousands of random inputs, and things of full size. Each part of tests/load/torture/ can be run alone, with options of
# its own.
#
#   tests/load/torture.sh
#
# Needs strace, sqlite3, 10 GB of disk and about three hours.
set -euo pipefail
cd "$(dirname "$0")/../.."

cargo build --release
echo "== every moment"
ROLO_TORTURE=1 cargo test --release --test cli -- crashes
for part in tests/load/torture/*.sh; do
    echo "== $part"
    "$part" --release-binary target/release/rolo
done
