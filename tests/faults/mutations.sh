#!/usr/bin/env bash
# Takes one promise at a time out of the store, in a copy of the tree, and shows that the tests notice: the sync of the
# bytes, the sync of the folder, the rule that a failed sync is never tried again, and the voiding of what was told as
# failed.
#
#     tests/faults/mutations.sh
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
git ls-files -z | while IFS= read -r -d '' file; do
    if [ -e "$file" ]; then
        mkdir -p "$copy/$(dirname "$file")"
        cp "$file" "$copy/$file"
    fi
done
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$PWD/target/mutations} CARGO_INCREMENTAL=0
failed=0

tests() {
    (cd "$copy" && cargo test --locked -q --test tests -- faults::nth faults::crash shell::store) >"$copy/output" 2>&1
}

# What is changed, the text that it replaces, and what with.
mutate() {
    local what=$1 from=$2 to=$3 file=$copy/src/shell/store.rs
    local whole
    whole=$(cat "src/shell/store.rs" && printf x)
    if [[ $whole != *"$from"* ]]; then
        echo "$what: the store has no \`$from\` any more; change this script with it" >&2
        failed=1
        return
    fi
    printf '%s' "${whole%x}" >"$file"
    local changed=${whole/"$from"/"$to"}
    printf '%s' "${changed%x}" >"$file"
    if ! (cd "$copy" && cargo test --locked -q --test tests --no-run) >"$copy/output" 2>&1; then
        tail -20 "$copy/output"
        echo "$what: it does not compile" >&2
        failed=1
    elif tests; then
        echo "$what: NOT NOTICED" >&2
        failed=1
    else
        echo "$what: noticed by $(grep -c ' FAILED$\|^    [a-z_:]*$' "$copy/output") lines of the tests"
        grep -o "^test .*FAILED" "$copy/output" || true
    fi
    printf '%s' "${whole%x}" >"$file"
}

sync='self.file.sync_data().map_err(AppendError::Sync)'
mutate "no sync of the bytes" "$sync" 'Ok(())'
mutate "a failed sync is tried again" "$sync" \
    'self.file.sync_data().or_else(|_| self.file.sync_data()).map_err(AppendError::Sync)'
mutate "no sync of the folder" 'desk.disk.sync_dir(&desk.folder).map_err(AppendError::Create)?;' ''
mutate "what was told as failed is not voided" 'Self::begin(desk, continues, seen, now)' \
    'Self::begin(desk, continues.filter(|_| false), seen, now)'
exit "$failed"
