#!/bin/sh
# Installs what browser.ts drives a browser with: playwright-core from npm, which is small and downloads no browser, and
# Debian's Chromium. What cannot be had is said, and why: browser.ts then does not run. Safe to repeat.
set -u
cd "$(dirname "$0")/../.." || exit 1
cache=.cache/browser
playwright=1.65.1
mkdir -p "$cache"
rm -f "$cache/missing"

missing() { echo "$1" >"$cache/missing"; echo "NOT RUN: browser: $1"; exit 0; }
# The last line that says something.
reason() { grep -v '^[[:space:]]*$' "$1" | tail -n 1 | cut -c 1-200; }

if ! grep -q "\"version\": \"$playwright\"" "$cache/node_modules/playwright-core/package.json" 2>/dev/null; then
  echo '{"private":true}' >"$cache/package.json"
  npm install --prefix "$cache" --ignore-scripts --no-audit --no-fund --no-save "playwright-core@$playwright" \
    >"$cache/npm.log" 2>&1 || missing "playwright-core does not install from npm: $(reason "$cache/npm.log")"
fi

if ! command -v chromium >/dev/null; then
  command -v apt-get >/dev/null || missing 'there is no chromium, and this system has no apt-get'
  [ "$(id -u)" = 0 ] || missing 'there is no chromium, and apt-get needs root'
  export DEBIAN_FRONTEND=noninteractive
  if ! apt-get install --yes --no-install-recommends chromium >"$cache/apt.log" 2>&1; then
    apt-get update >"$cache/apt.log" 2>&1
    apt-get install --yes --no-install-recommends chromium >>"$cache/apt.log" 2>&1 ||
      missing "apt-get: $(reason "$cache/apt.log")"
  fi
fi
# Debian's launcher complains of arithmetic on some machines, on stderr.
chromium --version 2>/dev/null
