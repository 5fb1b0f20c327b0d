#!/usr/bin/env bash
# What needs root: failures that the kernel itself makes. Each part says that it was skipped where it cannot be had.
#
#     tests/faults/root.sh [BINARY]
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
binary=$(realpath "${1:-target/release/dutybook}")
work=$(mktemp -d)
mounted=()
clean() {
    local n
    # The last one first: one lies on another.
    for ((n = ${#mounted[@]} - 1; n >= 0; n--)); do
        umount "${mounted[n]}" 2>/dev/null
    done
    rm -rf "$work"
}
trap clean EXIT
unset DUTYBOOK_HOME
export XDG_CONFIG_HOME=$work/config LANG=C.UTF-8
mkdir -p "$work/config/dutybook"
printf 'person = "alice"\n' >"$work/config/dutybook/config.toml"
failed=0

duty() { "$binary" --lang en "$@"; }
ok() { printf 'ok: %s\n' "$*"; }
skipped=0
skip() {
    printf 'SKIPPED: %s\n' "$*"
    skipped=$((skipped + 1))
}
bad() {
    printf 'FAILED: %s\n' "$*" >&2
    failed=1
}
begin() { # a home with an open run
    export DUTYBOOK_HOME=$1
    run=$(duty start data-security-incident --title "Fault" --detach) && duty note "before" >/dev/null
}
count() { duty log "$run" 2>/dev/null | grep -c "$1"; }
# What was acknowledged is there and the journal is sound.
holds() { # what, note, how often
    local found
    found=$(count "$2")
    if [ "$found" != "$3" ]; then bad "$1: \`$2\` is there $found times, not $3"; return; fi
    if ! duty verify "$run" >"$work/verify" 2>&1; then bad "$1: $(head -5 "$work/verify")"; return; fi
    ok "$1"
}
# Records a note under a fault; it must not be ended by a signal or a panic.
attempt() { # name of the note, then the command before dutybook
    local note=$1 code
    shift
    "$@" "$binary" --lang en note "$note" >"$work/out" 2>"$work/err"
    code=$?
    if [ $code -ne 0 ] && [ $code -ne 1 ]; then
        bad "$note: exit code $code: $(tail -2 "$work/err")"
    fi
    return $code
}
told() { # acknowledged once, or told as failed
    local note=$1
    shift
    if attempt "$note" "$@"; then holds "$note, recorded" "$note" 1; else
        if [ ! -s "$work/err" ]; then bad "$note: nothing is said"; fi
        duty note "after $note" >/dev/null || bad "after $note"
        holds "$note, told as failed" "after $note" 1
    fi
}

# Whether the fault that a trace was to bring really came: without it a test would say nothing.
came() {
    if ! grep -q INJECTED "$work/trace"; then bad "$1: the fault never came"; fi
}
traced() { # name, what is injected
    local name=$1
    : >"$work/trace"
    told "$name" strace -f -o "$work/trace" -e trace="${2%%:*}" -e inject="$2"
    came "$name"
}

# The kernel answers with errors.
if command -v strace >/dev/null && strace -f -o /dev/null true 2>/dev/null; then
    begin "$work/traced" || bad "no run"
    for error in EIO ENOSPC EDQUOT EROFS; do
        traced "fdatasync-$error-once" "fdatasync:error=$error:when=1"
        traced "fdatasync-$error-always" "fdatasync:error=$error"
        traced "write-$error-once" "write:error=$error:when=1"
        # A folder is synced where a run is made.
        : >"$work/trace"
        if strace -f -o "$work/trace" -e trace=fsync -e inject="fsync:error=$error" "$binary" --lang en \
            start data-security-incident --title "Never" --detach >"$work/out" 2>"$work/err"; then
            bad "fsync-$error: a run was made whose folder is not on disk"
        elif [ ! -s "$work/err" ]; then
            bad "fsync-$error: nothing is said"
        else
            ok "fsync-$error: no run is made, and it is told"
        fi
        came "fsync-$error"
    done
    traced "fdatasync-EFBIG-once" "fdatasync:error=EFBIG:when=1"
    traced "write-EFBIG-once" "write:error=EFBIG:when=1"
    traced "write-EINTR" "write:error=EINTR:when=1"
    traced "short-write" "write:retval=10:when=1"
    duty list --all | grep -q "Never" && bad "a run that could not be made is listed"
else
    skip "strace: it is not there, or may not trace"
fi

# Limits and devices that are full.
begin "$work/limited" || bad "no run"
for blocks in 1 2; do
    told "file-size-$blocks" bash -c "ulimit -f $blocks; exec \"\$@\"" dutybook
done
if [ -c /dev/full ]; then
    duty log "$run" >/dev/full 2>"$work/err"
    code=$?
    if [ $code -eq 1 ] && grep -q "disk is full" "$work/err"; then ok "/dev/full is told"; else
        bad "/dev/full: exit code $code: $(cat "$work/err")"
    fi
else
    skip "/dev/full: it is not there"
fi

# Filesystems of our own.
loop() { # image, megabytes, mount point
    truncate -s "$2M" "$1" && mkfs.ext4 -q -F "$1" 2>/dev/null && mkdir -p "$3" && mount -o loop "$1" "$3" 2>/dev/null &&
        mounted+=("$3")
}
if [ "$(id -u)" != 0 ]; then
    skip "filesystems: this needs root"
elif ! loop "$work/a.img" 16 "$work/a"; then
    skip "filesystems: no loop devices"
else
    begin "$work/a/home" || bad "no run"
    dd if=/dev/zero of="$work/a/fill" bs=64k 2>/dev/null
    dd if=/dev/zero of="$work/a/fill2" bs=1k 2>/dev/null
    # What is left of the last block takes a few more.
    n=0
    while [ $n -lt 60 ] && attempt "on-a-full-disk-$n-z"; do n=$((n + 1)); done
    if grep -q "disk is full" "$work/err"; then ok "a full disk is told, after $n records"; else
        bad "full: $(cat "$work/err")"
    fi
    rm -f "$work/a/fill" "$work/a/fill2"
    duty note "room-again" >/dev/null || bad "no note after room was made"
    holds "a full disk that has room again" "room-again" 1
    [ "$(count "on-a-full-disk-")" = "$n" ] || bad "of $n records on a full disk $(count "on-a-full-disk-") are there"
    sync
    mount -o remount,ro "$work/a"
    if attempt "read-only"; then bad "a read-only disk took a record"; else
        grep -q "only be read" "$work/err" && ok "a read-only disk is told" || bad "read-only: $(cat "$work/err")"
    fi
    mount -o remount,rw "$work/a"
    duty note "writable-again" >/dev/null || bad "no note after the remount"
    holds "a disk that was read-only" "writable-again" 1

    # A power cut: the filesystem stops without writing anything back.
    if command -v python3 >/dev/null; then
        duty note "before-the-cut" >/dev/null || bad "no note before the cut"
        if python3 -c '
import fcntl, os, struct, sys
fcntl.ioctl(os.open(sys.argv[1], os.O_RDONLY), 0x8004587D, struct.pack("I", 2))' "$work/a" 2>/dev/null; then
            attempt "after-the-cut" && bad "a dead filesystem took a record"
            umount "$work/a" && mount -o loop "$work/a.img" "$work/a" || bad "cannot mount again"
            holds "a power cut" "before-the-cut" 1
            duty note "after-the-power" >/dev/null || bad "no note after the power cut"
            holds "after a power cut" "after-the-power" 1
        else
            skip "a power cut: no EXT4_IOC_SHUTDOWN"
        fi
    else
        skip "a power cut: python3 is not there"
    fi

    # A sync that really fails, and one that succeeds after it: the disk below is full.
    mkdir -p "$work/small"
    if mount -t tmpfs -o size=24M tmpfs "$work/small" && mounted+=("$work/small") &&
        loop "$work/small/b.img" 128 "$work/b"; then
        begin "$work/b/home" || bad "no run"
        recorded=("before")
        for n in 1 2 3; do duty note "real-$n-z" >/dev/null && recorded+=("real-$n-z"); done
        sync -f "$work/b"
        dd if=/dev/zero of="$work/small/fill" bs=64k 2>/dev/null
        n=3
        has_failed=no
        while [ $n -lt 40 ]; do
            n=$((n + 1))
            dd if=/dev/urandom of="$work/b/blob-$n" bs=1M count=2 2>/dev/null
            if "$binary" --lang en note "real-$n-z" >/dev/null 2>"$work/err"; then
                recorded+=("real-$n-z")
            else
                has_failed=yes
                break
            fi
        done
        if [ $has_failed = yes ]; then
            [ -s "$work/err" ] || bad "a sync that really failed: nothing is said"
            ok "a sync really failed, after ${#recorded[@]} records: $(head -1 "$work/err" | cut -c1-120)"
        else
            skip "a sync that really fails: none failed in 40 records"
        fi
        # There is room again, and the next sync succeeds.
        rm -f "$work/small/fill"
        if "$binary" --lang en note "once-there-was-room" >/dev/null 2>"$work/err"; then
            recorded+=("once-there-was-room")
            ok "a sync succeeds after one that failed"
        else
            ok "the filesystem takes nothing more, and it is told: $(head -1 "$work/err" | cut -c1-120)"
        fi
        umount "$work/b" 2>/dev/null
        if mount -o loop "$work/small/b.img" "$work/b" 2>/dev/null; then
            for note in "${recorded[@]}"; do
                [ "$(count "$note")" = 1 ] || bad "$note was acknowledged and is lost, or is there twice"
            done
            ok "all ${#recorded[@]} acknowledged records outlived the failed sync"
        else
            skip "the filesystem did not outlive its disk"
        fi
    else
        skip "a sync that really fails: no tmpfs"
    fi
fi
[ $skipped = 0 ] || echo "SKIPPED parts: $skipped"
exit "$failed"
