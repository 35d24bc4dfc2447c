#!/usr/bin/env bash
# A newcomer's first minutes, as the README stands: clones into an empty folder, types its first code blocks in order,
# with nothing of ours on PATH. Prints what was typed; exits non-zero at the first thing that does not work.
set -euo pipefail
repository=$(cd "$(dirname "$0")/../.." && pwd)
folder=$(mktemp -d)
server=""
trap '[ -z "$server" ] || kill -- -"$server" 2>/dev/null || true; rm -rf "$folder"' EXIT

# Only what the machine has by itself: no node_modules/.bin of ours, no credentials, no settings.
PATH=$(printf %s "$PATH" | tr ':' '\n' | grep -v node_modules | paste -sd:)
export PATH
for name in $(env | grep -oE '^(AWS|ROLECALL|npm|NODE)_[A-Za-z_]*' || true); do unset "$name"; done

block() { awk -v want="$1" '/^```sh$/{n++; on=(n==want); next} /^```$/{on=0} on' "$repository/README.md"; }
run=$(block 1); try=$(block 2); test=$(block 3)
[ "$run" = "npm install && npm start" ] && [ "$try" = "npx rolecall try" ] && [ "$test" = "npm test" ] ||
  { echo "the README's first three blocks are not the newcomer's commands"; exit 1; }

echo "system node: $(node --version 2>/dev/null || echo none)"
git clone --quiet "$repository" "$folder/rolecall"
cd "$folder/rolecall"

echo "\$ $run"
setsid bash -c "$run" >"$folder/out" 2>"$folder/err" &
server=$!
for _ in $(seq 600); do grep -qs '^listening on ' "$folder/out" && break; sleep 0.5; done
grep -q '^listening on http://127.0.0.1:8787$' "$folder/out" || { tail -n 20 "$folder/out" "$folder/err"; echo "no server"; exit 1; }
[ "$(stat -c %a data/root.key)" = 600 ] || { echo "root.key is not 0600"; exit 1; }

echo "\$ (the export lines) $try"
(eval "$(grep '^export ' "$folder/out")"; bash -c "$try") | tee "$folder/try"
grep -q 'refused, as it should be: AccessDenied' "$folder/try" || { echo "the walk did not end as it should"; exit 1; }

echo "\$ (a role of your own)"
{ echo 'set -euo pipefail; shopt -s expand_aliases'; block 4; } >"$folder/own.sh"
mkdir "$folder/home"
(eval "$(grep '^export ' "$folder/out")"; HOME="$folder/home" bash "$folder/own.sh") | tee "$folder/own"
grep -q '^arn .*:assumed-role/deploy/' "$folder/own" && grep -q ': 1 principal can$' "$folder/own" ||
  { echo "the README's role of your own did not end as it should"; exit 1; }

kill -- -"$server"; wait "$server" 2>/dev/null || true
echo "\$ npm start   (again: it finds its data)"
setsid bash -c "npm start" >"$folder/out2" 2>>"$folder/err" &
server=$!
for _ in $(seq 60); do grep -qs '^listening on ' "$folder/out2" && break; sleep 0.5; done
grep -q '^listening on ' "$folder/out2" || { tail -n 20 "$folder/out2"; exit 1; }
! grep -q '^export ' "$folder/out2" || { echo "the second start printed keys again"; exit 1; }
(eval "$(grep '^export ' "$folder/out")"; bash -c "$try") >"$folder/try2"
kill -- -"$server"; wait "$server" 2>/dev/null || true
server=""

if [ "${1:-}" = --with-tests ]; then
  echo "\$ $test"
  bash -c "$test"
fi
echo "the README's commands work in an empty folder"
