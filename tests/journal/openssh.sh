#!/usr/bin/env bash
# Checkpoints with OpenSSH's own programs: a key in ssh-agent, signatures that ssh-keygen checks as docs/journal.md
# says, and what it and `verify` say of a journal that was changed.
# usage: openssh.sh BINARY
set -euo pipefail
binary=$(realpath "$1")
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
work=$(mktemp -d)
trap 'kill "$SSH_AGENT_PID" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"

fail() {
    printf 'openssh.sh: %s\n' "$*" >&2
    exit 1
}

eval "$(ssh-agent -s)" > agent.log
ssh-keygen -q -t ed25519 -N '' -C lina -f lina
ssh-add -q lina
rm lina # The agent alone holds it now.
export DUTYBOOK_HOME=$work/home XDG_CONFIG_HOME=$work/config LC_ALL=C.UTF-8
mkdir -p config/dutybook
printf 'language = "en"\nperson = "lina"\nidentity = "%s"\nsigners = "%s"\n' \
    "$work/lina.pub" "$work/allowed_signers" > config/dutybook/config.toml
printf 'lina@example.com namespaces="dutybook" %s\n' "$(cut -d' ' -f1,2 lina.pub)" > allowed_signers
key=$(ssh-keygen -l -f lina.pub | cut -d' ' -f2)

"$binary" doctor > doctor.txt || true
grep -qF "the key $key is in the SSH agent" doctor.txt || fail "doctor does not find the key: $(cat doctor.txt)"
run=$("$binary" start data-security-incident --title "Signed" --detach)
"$binary" note --run "$run" "before the checkpoint" > said.txt
"$binary" checkpoint --run "$run" > said.txt
"$binary" verify "$run" > verified.txt
grep -qF "ssh-ed25519, $key, listed as lina@example.com" verified.txt || fail "verify: $(cat verified.txt)"

# The document's own commands, for this feed.
feed=$(basename "$(grep -lF '"kind":"checkpoint"' home/runs/*/journal/*.jsonl)" .jsonl)
sed -n '/^## Checkpoints/,/^## Writing/p' "$root/docs/journal.md" | sed -n '/^```sh/,/^```$/p' | sed '1d;$d' \
    | sed "s/lina-0f3a9c51d2b7e884/$feed/" > by-hand.sh
[[ -s by-hand.sh ]] || fail "the document has no commands"
by_hand() {
    (cd home/runs/* && cp "$work/allowed_signers" . && bash -e "$work/by-hand.sh" && rm allowed_signers)
}
by_hand > by-hand.txt || fail "by hand: $(cat by-hand.txt)"
grep -q 'Good "dutybook" signature for lina@example.com' by-hand.txt || fail "ssh-keygen: $(cat by-hand.txt)"
sum=$(sed -n 's/^sha256 //p' home/runs/*/statement)
grep -qF "$sum" by-hand.txt || fail "the digest by hand is another: $(cat by-hand.txt)"
rm home/runs/*/statement home/runs/*/statement.sig

# Somebody changes what was signed, chain and all: the hashes can be made anew, the signature cannot.
chmod u+w home/runs/*/journal/*
sed -i 's/records 2/records 3/' home/runs/*/journal/"$feed".jsonl
if "$binary" verify "$run" > verified.txt; then fail "a changed statement is sound"; fi
if by_hand > by-hand.txt 2>&1; then fail "ssh-keygen takes a changed statement"; fi

# An agent that is gone keeps nothing from being recorded.
kill "$SSH_AGENT_PID"
run=$("$binary" start data-security-incident --title "Unsigned" --detach)
if "$binary" checkpoint --run "$run" > said.txt 2>&1; then fail "signed without an agent"; fi
grep -q 'SSH agent does not answer' said.txt || fail "without an agent: $(cat said.txt)"
"$binary" verify "$run" > verified.txt || fail "an unsigned run is damaged: $(cat verified.txt)"
echo "openssh.sh: ok"
