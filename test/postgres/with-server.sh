#!/usr/bin/env bash
# Runs a command beside a PostgreSQL server of its own, and stops the server afterwards:
#
#   test/postgres/with-server.sh COMMAND [ARGUMENT ...]
#
# The cluster's own order of text is English, so that whatever forgets to ask for the order of bytes is seen. It does not wait
# for the disk (fsync=off): it lives as long as the command, and what PostgreSQL does at a power cut is PostgreSQL's to test.
# It lies in a temporary folder and listens on 127.0.0.1 and on a unix socket in that folder, to a user with a password;
# the command finds it by ROLECALL_POSTGRES (a URL without password), PGPASSFILE, and ROLECALL_POSTGRES_FOLDER (where pg_ctl stops it).
# Where there is no PostgreSQL and none can be installed, says "NOT RUN" with the reason and exits 75.
set -u

not_run() {
  printf '\nNOT RUN on PostgreSQL: %s\n\n' "$1"
  exit 75
}

programs() {
  local found
  for found in /usr/lib/postgresql/*/bin; do [ -x "$found/initdb" ] && echo "$found"; done | sort -t/ -k5 -n | tail -1
}

bin=$(programs)
if [ -z "$bin" ]; then
  command -v apt-get >/dev/null || not_run 'there is no initdb and no apt-get'
  as_root=''
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null && sudo -n true 2>/dev/null || not_run 'there is no initdb, and installing it needs root'
    as_root='sudo -n'
  fi
  # Without a cluster of Debian's own, which the package would make and start.
  $as_root mkdir -p /etc/postgresql-common && echo 'create_main_cluster = false' | $as_root tee /etc/postgresql-common/createcluster.conf >/dev/null
  { $as_root apt-get update -qq && DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends postgresql; } >&2 ||
    not_run 'the package postgresql cannot be installed'
  bin=$(programs)
  [ -n "$bin" ] || not_run 'the package postgresql has no initdb'
fi

folder=$(mktemp -d "${TMPDIR:-/tmp}/rolecall-postgres.XXXXXX")
password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
# initdb refuses root: the cluster then belongs to somebody who owns nothing else.
run=()
if [ "$(id -u)" -eq 0 ]; then
  owner=nobody
  getent passwd postgres >/dev/null && owner=postgres
  chmod 711 "$folder"
  run=(runuser -u "$owner" --)
fi
mkdir "$folder/cluster" "$folder/run"
printf '%s\n' "$password" >"$folder/password"
[ "$(id -u)" -ne 0 ] || chown "$owner" "$folder/cluster" "$folder/run" "$folder/password"
chmod 600 "$folder/password"

stop() {
  (cd / && "${run[@]}" "$bin/pg_ctl" -D "$folder/cluster" -m immediate -w stop >/dev/null 2>&1)
  rm -rf "$folder"
}
trap stop EXIT
trap 'exit 130' INT TERM

(cd / && "${run[@]}" "$bin/initdb" -D "$folder/cluster" -U rolecall --pwfile="$folder/password" --auth=scram-sha-256 \
  --encoding=UTF8 --locale-provider=icu --icu-locale=en-US --locale=C.UTF-8 --data-checksums --no-sync >"$folder/run.log" 2>&1) ||
  { cat "$folder/run.log" >&2; not_run 'initdb failed, see above'; }

# A certificate for `localhost` and no other name, which nobody but ROLECALL_POSTGRES_CA vouches for.
tls=''
if command -v openssl >/dev/null && openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost \
  -keyout "$folder/cluster/server.key" -out "$folder/cluster/server.crt" 2>/dev/null; then
  chmod 600 "$folder/cluster/server.key"
  cp "$folder/cluster/server.crt" "$folder/ca.crt"
  [ "$(id -u)" -ne 0 ] || chown "$owner" "$folder/cluster/server.key" "$folder/cluster/server.crt"
  export ROLECALL_POSTGRES_CA="$folder/ca.crt"
  tls='-c ssl=on'
fi

# A port of nobody's. Two runs at once may pick the same one: the loser tries again.
for _ in 1 2 3 4 5; do
  port=$((20000 + $(od -An -N2 -tu2 /dev/urandom) % 12000))
  (cd / && "${run[@]}" "$bin/pg_ctl" -D "$folder/cluster" -w -t 30 -l "$folder/run/log" \
    -o "-c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories=$folder/run -c fsync=off -c full_page_writes=off $tls" start >/dev/null 2>&1) && started=1 && break
done
[ "${started:-}" = 1 ] || { cat "$folder/run/log" >&2; not_run 'the server did not start, see above'; }

printf '%s:%s:*:rolecall:%s\n' '*' "$port" "$password" >"$folder/passfile"
chmod 600 "$folder/passfile"
export PGPASSFILE="$folder/passfile"
export ROLECALL_POSTGRES="postgres://rolecall@127.0.0.1:$port/postgres"
export ROLECALL_POSTGRES_FOLDER="$folder"
"$@"
