import { privateKeyContext } from '../principal/saml-provider.ts';
import type { Reseal } from '../store/renew.ts';
import type { Row } from '../store/table.ts';
import type { RenewingBox, SecretContext } from '../token/secret-box.ts';

/** Seals the secrets of a row anew where they are under a key before, whatever table it is of. */
export function resealWith(secrets: RenewingBox): Reseal {
  return (table, row) => SEALED.get(table)?.(row, secrets) ?? {};
}

type OfRow = (row: Row, secrets: RenewingBox) => Row;

/** A column that holds one sealed secret, and what it is bound to. */
const column =
  (name: string, contextOf: (row: Row) => SecretContext): OfRow =>
  (row, secrets) => {
    const renewed = secrets.renewed(String(row[name]), contextOf(row));
    return renewed === row[name] ? {} : { [name]: renewed };
  };

const account = (row: Row): string => String(row.account);
const id = (row: Row): string => String(row.id);

/** Every table with secrets. A test looks for what is left under a key before in all of the database. */
const SEALED: ReadonlyMap<string, OfRow> = new Map([
  [
    'access_keys',
    column('sealed_secret', (row) => ({ table: 'access_keys', column: 'secret', id: id(row), account: account(row) })),
  ],
  [
    'mfa_devices',
    column('sealed_seed', (row) => ({
      table: 'mfa_devices',
      column: 'sealed_seed',
      id: String(row.serial),
      account: account(row),
    })),
  ],
  [
    'service_credentials',
    column('sealed_secret', (row) => ({
      table: 'service_credentials',
      column: 'sealed_secret',
      id: id(row),
      account: account(row),
    })),
  ],
  [
    'server_certificates',
    column('sealed_private_key', (row) => ({
      table: 'server_certificates',
      column: 'sealed_private_key',
      id: id(row),
      account: account(row),
    })),
  ],
  [
    'issuer_keys',
    column('sealed_private_key', (row) => ({
      table: 'issuer_keys',
      column: 'private_key',
      id: `${account(row)}/${row.kid}`,
      account: account(row),
    })),
  ],
  [
    'saml_providers',
    (row, secrets) => {
      const before = JSON.parse(String(row.private_keys)) as { readonly id: string; readonly sealed: string }[];
      const after = before.map((key) => ({
        ...key,
        sealed: secrets.renewed(
          key.sealed,
          privateKeyContext({ providerId: id(row), id: key.id, account: account(row) }),
        ),
      }));
      const renewed = JSON.stringify(after);
      return renewed === row.private_keys ? {} : { private_keys: renewed };
    },
  ],
]);
