#!/bin/sh
# Installs the frameworks whose examples run.ts runs, from npm into .cache/examples. One that cannot be had is said, and why:
# .cache/examples/NAME.missing. Safe to repeat.
set -u
cd "$(dirname "$0")/../.." || exit 1
cache=.cache/examples
mkdir -p "$cache"
[ -f "$cache/package.json" ] || echo '{"private":true,"type":"module"}' >"$cache/package.json"

# install NAME PACKAGE@VERSION...
install() {
  name=$1
  shift
  if npm install --prefix "$cache" --ignore-scripts --no-audit --no-fund --prefer-offline "$@" >"$cache/$name.log" 2>&1; then
    rm -f "$cache/$name.missing"
    echo "$name: $*"
  else
    grep -v '^[[:space:]]*$' "$cache/$name.log" | tail -n 1 | cut -c 1-200 >"$cache/$name.missing"
    echo "NOT RUN: $name does not install from npm: $(cat "$cache/$name.missing")"
  fi
}

install express express@5.3.0 @types/express@5
install fastify fastify@5.12.8
