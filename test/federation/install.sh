#!/bin/sh
# Installs the issuer that real-issuer.ts signs in with, outside of the repository's own dependencies, or says why it
# cannot be had. Safe to repeat. Its scripts, if ever it has any, are not run.
set -u
cd "$(dirname "$0")/../.." || exit 1
cache=.cache/oidc
version=9.13.3
mkdir -p "$cache"

if [ "$(sed -n 's/^ *"version": "\(.*\)",*$/\1/p' "$cache/node_modules/oidc-provider/package.json" 2>/dev/null)" != "$version" ]; then
  echo '{ "private": true }' >"$cache/package.json"
  npm install --prefix "$cache" --ignore-scripts --no-audit --no-fund --save-exact "oidc-provider@$version" >"$cache/npm.log" 2>&1 || {
    echo "NOT RUN: oidc-provider $version does not install: $(grep -v '^[[:space:]]*$' "$cache/npm.log" | tail -n 1 | cut -c 1-200)"
    exit 75
  }
fi
echo "oidc-provider $version"
