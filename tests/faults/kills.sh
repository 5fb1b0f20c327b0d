#!/usr/bin/env bash
# Kills the console at random moments, a thousand times alone and a thousand times beside another one, and holds what
# its screen had shown as recorded against what is on disk.
#
#     tests/faults/kills.sh [COUNT] [SEED]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
export DUTYBOOK_KILLS=${1:-1000} DUTYBOOK_SEED=${2:-$RANDOM}
echo "kills: $DUTYBOOK_KILLS, seed: $DUTYBOOK_SEED"
cargo test --locked --test tests -- console::kills --test-threads 2
