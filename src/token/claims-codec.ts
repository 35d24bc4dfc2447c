import type { SessionClaims, SessionTag } from './claims.ts';
import {
  decodeFields,
  encodeFields,
  type Field,
  fromInteger,
  fromPair,
  fromText,
  toInteger,
  toPair,
  toText,
} from './fields.ts';
import { packPolicy, unpackPolicy } from './policy-text.ts';

/** Encodes a session. With `compress`, the inline policy is deflated where that makes it smaller. */
export function encodeClaims(claims: SessionClaims, { compress }: { readonly compress: boolean }): Buffer {
  const fields: Field[] = [];
  for (const row of ROWS) row.write(fields, claims, compress);
  return encodeFields(fields);
}

/** Reads a session back. `undefined` for anything that `encodeClaims` would not have written. */
export function decodeClaims(encoded: Buffer): SessionClaims | undefined {
  const fields = decodeFields(encoded, REPEATS);
  if (fields === undefined) return undefined;
  const draft: Draft = { ...NOTHING_YET, tags: [], policyArns: [] };
  for (const { number, value } of fields) {
    const row = ROW_OF.get(number);
    if (row === undefined || !row.read(draft, value)) return undefined;
  }
  return isComplete(draft) ? draft : undefined;
}

/** How one field is written and read. `read` answers whether the value is one that `write` could have made. */
interface Row {
  readonly number: number;
  readonly repeats?: true;
  write(fields: Field[], claims: SessionClaims, compress: boolean): void;
  read(draft: Draft, value: string): boolean;
}

type Draft = { -readonly [Name in keyof SessionClaims]: SessionClaims[Name] | undefined } & {
  tags: SessionTag[];
  policyArns: string[];
};

/** Rows ascend. A number, once given, keeps its meaning for ever: tokens outlive the release that sealed them. */
const ROWS: readonly Row[] = [
  kind(1),
  text(2, 'account'),
  text(3, 'roleId'),
  text(4, 'roleName'),
  text(5, 'sessionName'),
  integer(6, 'issuedAt'),
  integer(7, 'expiresAt'),
  text(8, 'region'),
  text(9, 'assumedBy'),
  text(10, 'sourceIdentity'),
  tag(11),
  policyArn(12),
  policy(13),
];

const ROW_OF: ReadonlyMap<number, Row> = new Map(ROWS.map((row) => [row.number, row]));
const REPEATS: ReadonlySet<number> = new Set(ROWS.filter((row) => row.repeats).map((row) => row.number));

/** Every name from the start, so that all claims are objects of one shape. */
const NOTHING_YET = {
  kind: undefined,
  account: undefined,
  roleId: undefined,
  roleName: undefined,
  sessionName: undefined,
  issuedAt: undefined,
  expiresAt: undefined,
  sourceIdentity: undefined,
  policy: undefined,
  region: undefined,
  assumedBy: undefined,
};

const OPTIONAL: ReadonlySet<string> = new Set(['sourceIdentity', 'policy']);
const REQUIRED = (Object.keys(NOTHING_YET) as (keyof Draft)[]).filter((name) => !OPTIONAL.has(name));

const isComplete = (draft: Draft): draft is Draft & SessionClaims =>
  REQUIRED.every((name) => draft[name] !== undefined);

/** What sort of session it is. One so far; another is another word here, and older releases will refuse it. */
function kind(number: number): Row {
  return {
    number,
    write: (fields, claims) => fields.push({ number, value: fromText(claims.kind) }),
    read: (draft, value) => {
      if (toText(value) !== 'role') return false;
      draft.kind = 'role';
      return true;
    },
  };
}

type TextName = 'account' | 'roleId' | 'roleName' | 'sessionName' | 'region' | 'assumedBy' | 'sourceIdentity';

function text(number: number, name: TextName): Row {
  return {
    number,
    write: (fields, claims) => {
      const value = claims[name];
      if (value !== undefined) fields.push({ number, value: fromText(value) });
    },
    read: (draft, value) => {
      draft[name] = toText(value);
      return draft[name] !== undefined;
    },
  };
}

function integer(number: number, name: 'issuedAt' | 'expiresAt'): Row {
  return {
    number,
    write: (fields, claims) => fields.push({ number, value: fromInteger(claims[name]) }),
    read: (draft, value) => {
      draft[name] = toInteger(value);
      return draft[name] !== undefined;
    },
  };
}

/** One session tag: `t` or `-` for transitive or not, the key, the value. */
function tag(number: number): Row {
  return {
    number,
    repeats: true,
    write: (fields, claims) => {
      for (const { key, value, transitive } of claims.tags) {
        fields.push({ number, value: fromPair((transitive ? 't' : '-') + fromText(key), fromText(value)) });
      }
    },
    read: (draft, value) => {
      const pair = toPair(value);
      const flagged = pair && toText(pair[0]);
      const tagValue = pair && toText(pair[1]);
      if (flagged === undefined || tagValue === undefined || !/^[t-]/.test(flagged)) return false;
      draft.tags.push({ key: flagged.slice(1), value: tagValue, transitive: flagged[0] === 't' });
      return true;
    },
  };
}

function policyArn(number: number): Row {
  return {
    number,
    repeats: true,
    write: (fields, claims) => {
      for (const arn of claims.policyArns) fields.push({ number, value: fromText(arn) });
    },
    read: (draft, value) => {
      const arn = toText(value);
      if (arn !== undefined) draft.policyArns.push(arn);
      return arn !== undefined;
    },
  };
}

function policy(number: number): Row {
  return {
    number,
    write: (fields, claims, compress) => {
      if (claims.policy !== undefined) fields.push({ number, value: packPolicy(claims.policy, compress) });
    },
    read: (draft, value) => {
      draft.policy = unpackPolicy(value);
      return draft.policy !== undefined;
    },
  };
}
