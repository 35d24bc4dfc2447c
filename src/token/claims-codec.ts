import type { SessionClaims } from './claims.ts';
import { type Draft, integer, policyText, providerKeys, type Row, tags, text, texts } from './claims-rows.ts';
import { decodeFields, encodeFields, type Field, toText } from './fields.ts';

/** Encodes a session. With `compress`, the inline policy is deflated where that makes it smaller. */
export function encodeClaims(claims: SessionClaims, { compress }: { readonly compress: boolean }): Buffer {
  const fields: Field[] = [];
  for (const row of FORMS[claims.kind].rows) row.write(fields, claims as unknown as Draft, compress);
  return encodeFields(fields);
}

/** Reads a session back. `undefined` for anything that `encodeClaims` would not have written. */
export function decodeClaims(encoded: Buffer): SessionClaims | undefined {
  const fields = decodeFields(encoded, REPEATS);
  const form = fields && formOf(fields);
  if (fields === undefined || form === undefined) return undefined;
  const draft = form.blank();
  for (const { number, value } of fields) {
    const row = form.byNumber.get(number);
    if (row === undefined || !row.read(draft, value)) return undefined;
  }
  return form.required.every((name) => draft[name] !== undefined) ? (draft as unknown as SessionClaims) : undefined;
}

/** Every claim. A number, once given, keeps its meaning for ever: tokens outlive the release that sealed them. */
const ROWS: readonly Row[] = [
  text(1, 'kind'),
  text(2, 'account'),
  text(3, 'roleId'),
  text(4, 'roleName'),
  text(5, 'sessionName'),
  integer(6, 'issuedAt'),
  integer(7, 'expiresAt'),
  text(8, 'region'),
  text(9, 'assumedBy'),
  text(10, 'sourceIdentity'),
  tags(11),
  texts(12, 'policyArns'),
  policyText(13),
  text(14, 'userId'),
  integer(15, 'mfaAt'),
  text(16, 'provider'),
  providerKeys(17),
  integer(18, 'epoch'),
  integer(19, 'accountEpoch'),
  integer(20, 'chained'),
];

type Name = keyof Draft;

/** What a session of each kind has beside what all have. */
const OWN: Readonly<Record<SessionClaims['kind'], readonly Name[]>> = {
  role: ['roleId', 'roleName', 'sessionName', 'provider', 'providerKeys', 'chained'],
  user: ['userId', 'mfaAt'],
  federated: ['userId', 'sessionName'],
  root: [],
};
const COMMON: readonly Name[] = [
  ...(['kind', 'account', 'issuedAt', 'expiresAt', 'region', 'assumedBy', 'sourceIdentity'] as const),
  ...(['tags', 'policyArns', 'policy', 'epoch', 'accountEpoch'] as const),
];
const OPTIONAL: ReadonlySet<Name> = new Set(['sourceIdentity', 'policy', 'mfaAt', 'provider', 'chained']);

interface Form {
  readonly rows: readonly Row[];
  readonly byNumber: ReadonlyMap<number, Row>;
  readonly required: readonly Name[];
  /** Every name from the start, so that all claims of a kind are objects of one shape. */
  blank(): Draft;
}

const form = (own: readonly Name[]): Form => {
  const names = [...COMMON, ...own];
  const rows = ROWS.filter(({ name }) => names.includes(name));
  return {
    rows,
    byNumber: new Map(rows.map((row) => [row.number, row])),
    required: names.filter((name) => !OPTIONAL.has(name)),
    blank: () => Object.fromEntries(rows.map(({ name, repeats }) => [name, repeats ? [] : undefined])),
  };
};

const FORMS: Readonly<Record<SessionClaims['kind'], Form>> = {
  role: form(OWN.role),
  user: form(OWN.user),
  federated: form(OWN.federated),
  root: form(OWN.root),
};
const FORM_OF: ReadonlyMap<string | undefined, Form> = new Map(Object.entries(FORMS));

const REPEATS: ReadonlySet<number> = new Set(ROWS.filter(({ repeats }) => repeats).map(({ number }) => number));

/** The kind is the first field. A word that this release does not know is a session of a later one: refused. */
const formOf = (fields: readonly Field[]): Form | undefined =>
  fields[0]?.number === 1 ? FORM_OF.get(toText(fields[0].value)) : undefined;
