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
  // The rest of the control plane.
  [
    `ALTER TABLE accounts ADD COLUMN session_epoch INTEGER`,
    `ALTER TABLE users ADD COLUMN session_epoch INTEGER`,
    `ALTER TABLE roles ADD COLUMN session_epoch INTEGER`,

    `CREATE TABLE groups (id TEXT PRIMARY KEY, account TEXT NOT NULL REFERENCES accounts (id), name TEXT NOT NULL,
      name_key TEXT NOT NULL, path TEXT NOT NULL, created_at INTEGER NOT NULL, mac TEXT NOT NULL)`,
    `CREATE UNIQUE INDEX groups_name ON groups (account, name_key)`,

    `CREATE TABLE memberships (group_id TEXT NOT NULL REFERENCES groups (id), user_id TEXT NOT NULL REFERENCES users (id),
      account TEXT NOT NULL, mac TEXT NOT NULL, PRIMARY KEY (group_id, user_id))`,
    `CREATE INDEX memberships_user ON memberships (user_id)`,

    `CREATE TABLE instance_profiles (id TEXT PRIMARY KEY, account TEXT NOT NULL REFERENCES accounts (id), name TEXT NOT NULL,
      name_key TEXT NOT NULL, path TEXT NOT NULL, created_at INTEGER NOT NULL, tags TEXT NOT NULL,
      role_id TEXT REFERENCES roles (id), mac TEXT NOT NULL)`,
    `CREATE UNIQUE INDEX instance_profiles_name ON instance_profiles (account, name_key)`,
    `CREATE INDEX instance_profiles_role ON instance_profiles (role_id)`,

    `CREATE TABLE login_profiles (user_id TEXT PRIMARY KEY REFERENCES users (id),
      account TEXT NOT NULL REFERENCES accounts (id), created_at INTEGER NOT NULL, password_hash TEXT NOT NULL,
      changed_at INTEGER NOT NULL, reset_required INTEGER NOT NULL, previous_hashes TEXT NOT NULL, mac TEXT NOT NULL)`,

    // The id is a digest of the certificate, which two accounts may both have.
    `CREATE TABLE signing_certificates (id TEXT NOT NULL, account TEXT NOT NULL REFERENCES accounts (id),
      user_id TEXT NOT NULL, active INTEGER NOT NULL, created_at INTEGER NOT NULL, body TEXT NOT NULL,
      digest TEXT NOT NULL, mac TEXT NOT NULL, PRIMARY KEY (account, id))`,
    `CREATE INDEX signing_certificates_user ON signing_certificates (account, user_id)`,

    `CREATE TABLE ssh_keys (id TEXT PRIMARY KEY, account TEXT NOT NULL REFERENCES accounts (id), user_id TEXT NOT NULL,
      active INTEGER NOT NULL, created_at INTEGER NOT NULL, body TEXT NOT NULL, fingerprint TEXT NOT NULL,
      mac TEXT NOT NULL)`,
    `CREATE INDEX ssh_keys_user ON ssh_keys (account, user_id)`,

    `CREATE TABLE service_credentials (id TEXT PRIMARY KEY, account TEXT NOT NULL REFERENCES accounts (id),
      user_id TEXT NOT NULL, active INTEGER NOT NULL, created_at INTEGER NOT NULL, service TEXT NOT NULL,
      service_user_name TEXT NOT NULL, sealed_secret TEXT NOT NULL, expires_at INTEGER, mac TEXT NOT NULL)`,
    `CREATE UNIQUE INDEX service_credentials_name ON service_credentials (service, service_user_name)`,
    `CREATE INDEX service_credentials_user ON service_credentials (account, user_id, created_at, id)`,

    `CREATE TABLE server_certificates (id TEXT PRIMARY KEY, account TEXT NOT NULL REFERENCES accounts (id),
      name TEXT NOT NULL, name_key TEXT NOT NULL, path TEXT NOT NULL, created_at INTEGER NOT NULL, tags TEXT NOT NULL,
      body TEXT NOT NULL, chain TEXT, sealed_private_key TEXT NOT NULL, expires_at INTEGER NOT NULL, mac TEXT NOT NULL)`,
    `CREATE UNIQUE INDEX server_certificates_name ON server_certificates (account, name_key)`,

    `CREATE TABLE oidc_providers (id TEXT PRIMARY KEY, account TEXT NOT NULL REFERENCES accounts (id), name TEXT NOT NULL,
      name_key TEXT NOT NULL, path TEXT NOT NULL, created_at INTEGER NOT NULL, tags TEXT NOT NULL,
      client_ids TEXT NOT NULL, thumbprints TEXT NOT NULL, mac TEXT NOT NULL)`,
    `CREATE UNIQUE INDEX oidc_providers_name ON oidc_providers (account, name_key)`,

    `CREATE TABLE saml_providers (id TEXT PRIMARY KEY, account TEXT NOT NULL REFERENCES accounts (id), name TEXT NOT NULL,
      name_key TEXT NOT NULL, path TEXT NOT NULL, created_at INTEGER NOT NULL, tags TEXT NOT NULL, uuid TEXT NOT NULL,
      metadata TEXT NOT NULL, updated_at INTEGER NOT NULL, valid_until INTEGER, assertion_encryption TEXT, private_keys TEXT NOT NULL,
      mac TEXT NOT NULL)`,
    `CREATE UNIQUE INDEX saml_providers_name ON saml_providers (account, name_key)`,

    `CREATE TABLE account_settings (account TEXT PRIMARY KEY REFERENCES accounts (id), alias TEXT UNIQUE,
      password_policy TEXT, global_endpoint_token TEXT NOT NULL, outbound_federation INTEGER NOT NULL, mac TEXT NOT NULL)`,

    `CREATE TABLE organizations (id TEXT PRIMARY KEY, management_account TEXT NOT NULL UNIQUE, root_id TEXT NOT NULL,
      units TEXT NOT NULL, policies TEXT NOT NULL, places TEXT NOT NULL, attached TEXT NOT NULL,
      delegated_administrators TEXT NOT NULL, features TEXT NOT NULL, mac TEXT NOT NULL)`,

    `CREATE TABLE jobs (id TEXT PRIMARY KEY, account TEXT NOT NULL REFERENCES accounts (id), kind TEXT NOT NULL,
      created_at INTEGER NOT NULL, body TEXT NOT NULL, mac TEXT NOT NULL)`,
    `CREATE INDEX jobs_kind ON jobs (account, kind, created_at)`,

    `CREATE TABLE usages (account TEXT NOT NULL REFERENCES accounts (id), subject TEXT NOT NULL, what TEXT NOT NULL,
      at INTEGER NOT NULL, service TEXT NOT NULL, region TEXT NOT NULL, seen_by TEXT, mac TEXT NOT NULL,
      PRIMARY KEY (account, subject, what))`,

    // How far a device's clock is off, once it was synchronised.
    `ALTER TABLE mfa_devices ADD COLUMN skew_steps INTEGER`,
  ],
  // The audit trail: events that wait to be written to its file, and how far that file had come.
  [
    `CREATE TABLE audit_outbox (id TEXT PRIMARY KEY, trail TEXT NOT NULL, account TEXT NOT NULL,
      created_at INTEGER NOT NULL, event TEXT NOT NULL, mac TEXT NOT NULL)`,
    `CREATE TABLE trail_heads (trail TEXT PRIMARY KEY, file INTEGER NOT NULL, batch INTEGER NOT NULL, seal TEXT NOT NULL,
      mac TEXT NOT NULL)`,
  ],
  // The keys by which accounts issue web identity tokens.
  [
    `CREATE TABLE issuer_keys (account TEXT NOT NULL REFERENCES accounts (id), kid TEXT NOT NULL, number INTEGER NOT NULL,
      algorithm TEXT NOT NULL, created_at INTEGER NOT NULL, signs_from INTEGER NOT NULL, public_key TEXT NOT NULL,
      sealed_private_key TEXT NOT NULL, mac TEXT NOT NULL, PRIMARY KEY (account, kid))`,
  ],
  // What is good for one use and was used: SAML assertions, sign-in tokens.
  [
    `CREATE TABLE used_once (account TEXT NOT NULL REFERENCES accounts (id), what TEXT NOT NULL, digest TEXT NOT NULL,
      expires_at INTEGER NOT NULL, PRIMARY KEY (account, what, digest))`,
    `CREATE INDEX used_once_expiry ON used_once (expires_at)`,
  ],
];
