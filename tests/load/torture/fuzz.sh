#!/bin/sh
# Reads texts and changed files by the hundred thousand with everything that reads (tests/props/readers.rs), and sees that
# time grows in proportion to the input. Takes about an hour of one core; CASES=1000 is a quick look.
#
#     tests/load/torture/fuzz.sh [--release-binary PATH]
#
# The readers are called as functions, so that the binary is not needed; each run takes another seed and prints it.
set -eu
cd "$(dirname "$0")/../../.."
[ "${1:-}" != --release-binary ] || shift 2
cases=${CASES:-200000}
seed=${SEED:-$(date +%s)}
export CARGO_PROFILE_TEST_OPT_LEVEL=2 CARGO_PROFILE_TEST_DEBUG_ASSERTIONS=true CARGO_PROFILE_TEST_OVERFLOW_CHECKS=true
export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-target/fuzz}"

echo "fuzz: $cases cases from seed $seed (SEED=$seed runs the same ones again)"
PROPTEST_CASES=$cases PROPTEST_RNG_SEED=$seed cargo test --test props -- parsers
echo "fuzz: growth of time"
ROLO_GROWTH_BYTES=${GROWTH_BYTES:-20000} cargo test --test props -- growth
