#!/usr/bin/env bash
# Builds or installs what run.ts runs, or says what cannot be had, and why. Safe to repeat, and quick then.
# Of each client it leaves in .cache/recipes one of NAME.version, NAME.missing (the reason) and NAME.broken: what does not
# build although all that it is made of is there. Says how long each took, and how much of a processor.
set -u
cd "$(dirname "$0")/../../.." || exit 1
cache=$PWD/.cache/recipes
recipes=$PWD/test/clients/recipes
mkdir -p "$cache/bin"

say() { rm -f "$cache/$1".{version,missing,broken} && echo "$3" >"$cache/$1.$2" && echo "${4-}$1: $3"; }
found() { say "$1" version "$2"; }
missing() { say "$1" missing "$2" 'NOT RUN: '; }
broken() { say "$1" broken "$2" 'FAILED: '; }
# The last line that says something, for a reason.
reason() { grep -v '^[[:space:]]*$' "$1" | grep -v 'Re-run Maven\|\[Help 1\]' | tail -n 1 | cut -c 1-200; }
# The version of a module or package in a lockfile: the first match of a pattern with one group.
locked() { sed -nE "s|$1|\\1|p" "$2" | head -n 1; }

# Fetches, then builds: what does not fetch is missing, what does not build is broken.
build_go() {
  command -v go >/dev/null || { missing go 'there is no go'; return; }
  cd "$recipes/go" || return
  go mod download >"$cache/go.log" 2>&1 || { missing go "go mod download: $(reason "$cache/go.log")"; return; }
  go build -o "$cache/bin/" ./recipe ./whoami >"$cache/go.log" 2>&1 || { broken go "$(reason "$cache/go.log")"; return; }
  found go "sts $(locked '.*/service/sts v(.*)$' go.mod), iam $(locked '.*/service/iam v(.*)$' go.mod)"
}

# As its authors' release is built, by a module that pins it: none of its own code is changed.
build_aws_vault() {
  command -v go >/dev/null || { missing aws-vault 'there is no go'; return; }
  cd "$recipes/aws-vault" || return
  go mod download >"$cache/aws-vault.log" 2>&1 ||
    { missing aws-vault "go mod download: $(reason "$cache/aws-vault.log")"; return; }
  go build -o "$cache/bin/aws-vault" github.com/99designs/aws-vault/v7 >"$cache/aws-vault.log" 2>&1 ||
    { broken aws-vault "$(reason "$cache/aws-vault.log")"; return; }
  found aws-vault "$(locked '.*/aws-vault/v7 v([0-9.]+).*' go.mod)"
}

build_rust() {
  command -v cargo >/dev/null || { missing rust 'there is no cargo'; return; }
  cd "$recipes/rust" || return
  cargo fetch --locked >"$cache/rust.log" 2>&1 || { missing rust "cargo fetch: $(reason "$cache/rust.log")"; return; }
  if ! CARGO_TARGET_DIR=$cache/rust cargo build --locked --offline --quiet >"$cache/rust.log" 2>&1; then
    if grep -q 'requires rustc' "$cache/rust.log"; then missing rust "$(rustc --version) is too old for the SDK"
    else broken rust "$(grep -m 1 '^error' "$cache/rust.log")"; fi
    return
  fi
  found rust "aws-sdk-sts $(locked '^aws-sdk-sts = .*"=([^"]*)".*' Cargo.toml), aws-sdk-iam $(locked '^aws-sdk-iam = .*"=([^"]*)".*' Cargo.toml)"
}

build_java() {
  command -v mvn >/dev/null || { missing java 'there is no mvn'; return; }
  cd "$recipes/java" || return
  local made=$cache/java/classes/Recipe.class
  # Maven takes as long to see that there is nothing to do as to do it.
  if [ ! "$made" -nt pom.xml ] || [ ! "$made" -nt src/main/java/Recipe.java ]; then
    if ! mvn --quiet --batch-mode --no-transfer-progress -Drecipe.target="$cache/java" \
      -Dmdep.outputFile="$cache/java/classpath" dependency:build-classpath compile >"$cache/java.log" 2>&1; then
      if grep -q 'COMPILATION ERROR' "$cache/java.log"; then broken java "$(grep -m 1 'ERROR.*\.java' "$cache/java.log")"
      else missing java "mvn: $(grep -m 1 '^\[ERROR\]' "$cache/java.log" | cut -c 1-200)"; fi
      return
    fi
  fi
  found java "$(locked '.*<awssdk.version>(.*)</.*' pom.xml)"
}

# debian NAME PACKAGE COMMAND...: a package of Debian, unless the command shows that it is there.
debian() {
  local name=$1 package=$2
  shift 2
  "$@" >/dev/null 2>&1 && return
  command -v apt-get >/dev/null || { missing "$name" 'this system has no apt-get'; return 1; }
  [ "$(id -u)" = 0 ] || { missing "$name" 'apt-get needs root'; return 1; }
  export DEBIAN_FRONTEND=noninteractive
  apt-get install --yes --no-install-recommends "$package" >"$cache/$name.log" 2>&1 && return
  apt-get update >"$cache/$name.log" 2>&1
  apt-get install --yes --no-install-recommends "$package" >>"$cache/$name.log" 2>&1 && return
  missing "$name" "apt-get: $(reason "$cache/$name.log")"
  return 1
}

# The SDK's core, with its STS client and its signer. The gem aws-sdk-iam is on rubygems.org alone.
install_ruby() {
  debian ruby ruby-aws-sdk-core /usr/bin/ruby -e 'require "aws-sdk-core"' || return
  found ruby "aws-sdk-core $(/usr/bin/ruby -e 'require "aws-sdk-core"; puts Aws::CORE_GEM_VERSION')"
}

install_boto3_debian() {
  debian boto3-debian python3-boto3 /usr/bin/python3 -c 'import boto3' || return
  found boto3-debian "$(/usr/bin/python3 -c 'import boto3; print("boto3", boto3.__version__)')"
}

install_requests_aws4auth() {
  local python=.cache/clients/venv/bin/python version=1.4.0 folder=$cache/requests-aws4auth
  [ -x "$python" ] || { missing requests-aws4auth 'the environment of test/clients/install.sh is not there'; return; }
  if [ ! -d "$folder/requests_aws4auth-$version.dist-info" ]; then
    "$python" -m pip install --quiet --disable-pip-version-check --target "$folder" --upgrade \
      "requests-aws4auth==$version" >"$cache/requests-aws4auth.log" 2>&1 ||
      { missing requests-aws4auth "it does not install from PyPI: $(reason "$cache/requests-aws4auth.log")"; return; }
  fi
  found requests-aws4auth "$version"
}

# curl signs since 7.75; the oldest that was tried is 7.88.1.
check_curl() {
  command -v curl >/dev/null || { missing curl 'there is no curl'; return; }
  if curl --help all | grep -q -- --aws-sigv4; then found curl "$(curl --version | head -n 1 | cut -d ' ' -f 2)"
  else missing curl 'this curl has no --aws-sigv4'; fi
}

check_aws4() {
  local manifest=node_modules/aws4/package.json
  [ -f "$manifest" ] || { missing aws4 'not in node_modules: run npm ci'; return; }
  found aws4 "$(locked '^ *"version": "(.*)",*$' "$manifest")"
}

# aws-vault stands for its kind.
say_granted() { missing granted '`go install` refuses it: its go.mod replaces a module by a fork'; }

# timed FUNCTION: says what it says, how long it took, and how much of a processor.
timed() (
  started=$SECONDS
  words=$("$1")
  times >"$cache/$1.times"
  processor=$(tail -n 1 "$cache/$1.times" | sed 's/ / and /')
  echo "$words [$((SECONDS - started)) s; of a processor $processor]"
)

lane() { for one; do timed "$one"; done; }

test/clients/install.sh
# Two at a time: the one that takes longest beside all others.
lane build_rust &
lane build_go build_aws_vault build_java install_ruby install_boto3_debian install_requests_aws4auth check_curl check_aws4 say_granted
wait
test/federation/install.sh || true
