#!/bin/sh
# Installs the foreign clients that run.ts sets on a server, or says which cannot be had, and why. Safe to repeat.
# A client that is there is a file .cache/clients/NAME.version; one that is not, .cache/clients/NAME.missing.
set -u
cd "$(dirname "$0")/../.." || exit 1
cache=.cache/clients
mkdir -p "$cache"

# found NAME VERSION / missing NAME REASON: what run.ts will read, and the line for whoever watches.
found() { rm -f "$cache/$1.missing" && echo "$2" >"$cache/$1.version" && echo "$1: $2"; }
missing() { rm -f "$cache/$1.version" && echo "$2" >"$cache/$1.missing" && echo "NOT RUN: $1: $2"; }
# The last line that says something: the reason, where a tool's output is long.
reason() { grep -v '^[[:space:]]*$' "$1" | tail -n 1 | cut -c 1-200; }

# AWS CLI v1 and boto3, current, from PyPI into one environment: they share one botocore.
install_python_clients() {
  venv=$cache/venv
  log=$cache/pip.log
  # No shim of a version manager in between: each would cost the command line its start once more.
  if [ ! -x "$venv/bin/aws" ] || ! "$venv/bin/python" -c 'import boto3' 2>/dev/null; then
    if ! python3 -m venv "$venv" >"$log" 2>&1 ||
      ! "$venv/bin/python" -m pip install --quiet --disable-pip-version-check awscli boto3 >>"$log" 2>&1; then
      missing cli-v1 "awscli does not install from PyPI: $(reason "$log")"
      missing boto3 "boto3 does not install from PyPI: $(reason "$log")"
      return
    fi
  fi
  # A checkout that was moved leaves scripts that name the old place: run by the interpreter, they work all the same.
  found cli-v1 "$("$venv/bin/python" "$venv/bin/aws" --version 2>&1)"
  found boto3 "$("$venv/bin/python" -c 'import boto3, botocore; print("boto3", boto3.__version__, "botocore", botocore.__version__)')"
}

# AWS CLI v2 as Debian packages it, from apt: the one channel that needs root, and the only one of these that AWS's own is not.
install_cli_v2() {
  aws=/usr/bin/aws
  log=$cache/apt.log
  if [ ! -x "$aws" ]; then
    command -v apt-get >/dev/null || { missing cli-v2 'this system has no apt-get'; return; }
    [ "$(id -u)" = 0 ] || { missing cli-v2 'apt-get needs root'; return; }
    export DEBIAN_FRONTEND=noninteractive
    if ! apt-get install --yes --no-install-recommends awscli >"$log" 2>&1; then
      apt-get update >"$log" 2>&1
      apt-get install --yes --no-install-recommends awscli >>"$log" 2>&1 || { missing cli-v2 "apt-get: $(reason "$log")"; return; }
    fi
  fi
  version=$("$aws" --version 2>&1)
  case $version in
    aws-cli/2.*) found cli-v2 "$version" ;;
    *) missing cli-v2 "$aws is not version 2: $(echo "$version" | tail -n 1)" ;;
  esac
}

# The AWS SDK for JavaScript is a development dependency of this repository.
check_js_sdk() {
  manifest=node_modules/@aws-sdk/client-sts/package.json
  if [ -f "$manifest" ]; then
    found js-sdk "@aws-sdk/client-sts $(sed -n 's/^ *"version": "\(.*\)",*$/\1/p' "$manifest")"
  else
    missing js-sdk 'not in node_modules: run npm ci'
  fi
}

install_python_clients
install_cli_v2
check_js_sdk
