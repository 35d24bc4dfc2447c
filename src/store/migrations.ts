/**
 * The schema, as the steps that lead to it. Only ever appended to: a store remembers how many steps it has taken and
 * takes the rest when a newer program opens it, all in one transaction; there is no way back (a backup is).
 *
 * The SQL is what SQLite and PostgreSQL share: TEXT and INTEGER columns, no triggers. Each index is there for a query
 * of `reads.ts`, and a test asks the database that it is used.
 */
export const migrations: readonly (readonly string[])[] = [
  [
    `CREATE TABLE accounts (id TEXT PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, created_at INTEGER NOT NULL, mac TEXT NOT NULL)`,

    `CREATE TABLE users (id TEXT PRIMARY KEY, account TEXT NOT NULL REFERENCES accounts (id), name TEXT NOT NULL,
      name_key TEXT NOT NULL, path TEXT NOT NULL, created_at INTEGER NOT NULL, tags TEXT NOT NULL, boundary_arn TEXT,
      mac TEXT NOT NULL)`,
    `CREATE UNIQUE INDEX users_name ON users (account, name_key)`,
    `CREATE INDEX users_boundary ON users (account, boundary_arn)`,

    `CREATE TABLE roles (id TEXT PRIMARY KEY, account TEXT NOT NULL REFERENCES accounts (id), name TEXT NOT NULL,
      name_key TEXT NOT NULL, path TEXT NOT NULL, created_at INTEGER NOT NULL, tags TEXT NOT NULL, description TEXT,
      max_session_seconds INTEGER NOT NULL, trust TEXT NOT NULL, boundary_arn TEXT, mac TEXT NOT NULL)`,
    `CREATE UNIQUE INDEX roles_name ON roles (account, name_key)`,
    `CREATE INDEX roles_boundary ON roles (account, boundary_arn)`,

    `CREATE TABLE policies (id TEXT PRIMARY KEY, account TEXT NOT NULL REFERENCES accounts (id), name TEXT NOT NULL,
      name_key TEXT NOT NULL, path TEXT NOT NULL, arn TEXT NOT NULL, created_at INTEGER NOT NULL, tags TEXT NOT NULL,
      description TEXT, default_version TEXT NOT NULL, next_version INTEGER NOT NULL, updated_at INTEGER NOT NULL,
      mac TEXT NOT NULL)`,
    `CREATE UNIQUE INDEX policies_name ON policies (account, name_key)`,

    `CREATE TABLE policy_versions (policy_id TEXT NOT NULL REFERENCES policies (id), version TEXT NOT NULL,
      account TEXT NOT NULL, text TEXT NOT NULL, created_at INTEGER NOT NULL, mac TEXT NOT NULL,
      PRIMARY KEY (policy_id, version))`,

    `CREATE TABLE inline_policies (owner_id TEXT NOT NULL, name_key TEXT NOT NULL, name TEXT NOT NULL,
      account TEXT NOT NULL REFERENCES accounts (id), text TEXT NOT NULL, mac TEXT NOT NULL,
      PRIMARY KEY (owner_id, name_key))`,

    `CREATE TABLE attachments (owner_id TEXT NOT NULL, policy_arn TEXT NOT NULL, name_key TEXT NOT NULL,
      account TEXT NOT NULL REFERENCES accounts (id), mac TEXT NOT NULL, PRIMARY KEY (owner_id, policy_arn))`,
    `CREATE INDEX attachments_policy ON attachments (account, policy_arn)`,

    `CREATE TABLE access_keys (id TEXT PRIMARY KEY, account TEXT NOT NULL REFERENCES accounts (id),
      user_id TEXT REFERENCES users (id), active INTEGER NOT NULL, created_at INTEGER NOT NULL,
      sealed_secret TEXT NOT NULL, mac TEXT NOT NULL)`,
    `CREATE INDEX access_keys_account ON access_keys (account, user_id)`,
    `CREATE INDEX access_keys_user ON access_keys (user_id)`,

    `CREATE TABLE mfa_devices (serial TEXT PRIMARY KEY, account TEXT NOT NULL REFERENCES accounts (id),
      name TEXT NOT NULL, name_key TEXT NOT NULL, path TEXT NOT NULL, created_at INTEGER NOT NULL, tags TEXT NOT NULL,
      sealed_seed TEXT NOT NULL, user_id TEXT, enabled_at INTEGER, last_step INTEGER NOT NULL, failures INTEGER NOT NULL,
      locked_until INTEGER NOT NULL, guess_day INTEGER NOT NULL, guesses INTEGER NOT NULL, mac TEXT NOT NULL)`,
    `CREATE UNIQUE INDEX mfa_devices_name ON mfa_devices (account, name_key)`,
    `CREATE INDEX mfa_devices_user ON mfa_devices (account, user_id)`,

    // One row a shard, raised last in the same transaction as the change: numbers become visible without gaps.
    `CREATE TABLE change_counter (shard INTEGER PRIMARY KEY, seq INTEGER NOT NULL)`,
    `INSERT INTO change_counter (shard, seq) VALUES (0, 0)`,
    `CREATE TABLE changes (shard INTEGER NOT NULL, seq INTEGER NOT NULL, account TEXT NOT NULL,
      PRIMARY KEY (shard, seq, account))`,
  ],
];
