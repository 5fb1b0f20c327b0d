#!/usr/bin/env bash
# Kills the console at random moments, a thousand times alone and a thousand times beside another one, and holds what
# its screen had shown as recorded against what is on disk.
#
#     tests/faults/kills.sh [COUNT] [SEED] [LANES]
#
# The same count, seed and number of lanes do the same; how fast it goes is told at the end.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
export DUTYBOOK_KILLS=${1:-1000} DUTYBOOK_SEED=${2:-$RANDOM} DUTYBOOK_LANES=${3:-$(nproc)}
echo "kills: $DUTYBOOK_KILLS, seed: $DUTYBOOK_SEED, lanes: $DUTYBOOK_LANES"
cargo test --locked --test tests --no-run
SECONDS=0
cargo test --locked --test tests -- console::kills --test-threads 2 --nocapture
echo "$((2 * DUTYBOOK_KILLS)) rounds in $SECONDS s: $((120 * DUTYBOOK_KILLS / (SECONDS + 1))) a minute"
