import type { ProviderKey, SessionTag } from './claims.ts';
import { type Field, fromInteger, fromPair, fromText, toInteger, toPair, toText } from './fields.ts';
import { packPolicy, unpackPolicy } from './policy-text.ts';

/** Every claim that any kind of session has, as the rows read and write it. */
export interface Flat {
  kind: string;
  account: string;
  roleId: string;
  roleName: string;
  sessionName: string;
  issuedAt: number;
  expiresAt: number;
  region: string;
  assumedBy: string;
  sourceIdentity: string;
  tags: SessionTag[];
  policyArns: string[];
  policy: string;
  userId: string;
  mfaAt: number;
  provider: string;
  providerKeys: ProviderKey[];
  epoch: number;
  accountEpoch: number;
  chained: number;
}

export type Draft = { [Name in keyof Flat]?: Flat[Name] | undefined };

type NamesOf<Value> = { [Name in keyof Flat]: Flat[Name] extends Value ? Name : never }[keyof Flat];

/** How one claim is written and read. `read` answers whether the value is one that `write` could have made. */
export interface Row {
  readonly number: number;
  readonly name: keyof Flat;
  readonly repeats: boolean;
  write(fields: Field[], claims: Draft, compress: boolean): void;
  read(draft: Draft, value: string): boolean;
}

export const text = (number: number, name: NamesOf<string>): Row =>
  single(number, name, (value: string) => fromText(value), toText);

export const integer = (number: number, name: NamesOf<number>): Row => single(number, name, fromInteger, toInteger);

/** The inline session policy, packed. */
export const policyText = (number: number): Row => ({
  ...single(number, 'policy', (value: string) => fromText(value), unpackPolicy),
  write(fields, { policy }, compress) {
    if (policy !== undefined) fields.push({ number, value: packPolicy(policy, compress) });
  },
});

export const texts = (number: number, name: 'policyArns'): Row =>
  repeated(number, name, (value: string) => fromText(value), toText);

/** Session tags: `t` or `-` for transitive or not, the key, the value. */
export const tags = (number: number): Row =>
  repeated(
    number,
    'tags',
    ({ key, value, transitive }: SessionTag) => fromPair((transitive ? 't' : '-') + fromText(key), fromText(value)),
    (value) => {
      const pair = toTexts(value);
      if (pair === undefined || !/^[t-]/.test(pair[0])) return undefined;
      return { key: pair[0].slice(1), value: pair[1], transitive: pair[0][0] === 't' };
    },
  );

export const providerKeys = (number: number): Row =>
  repeated(
    number,
    'providerKeys',
    ({ key, value }: ProviderKey) => fromPair(fromText(key), fromText(value)),
    (value) => {
      const pair = toTexts(value);
      return pair && { key: pair[0], value: pair[1] };
    },
  );

function single<Value>(
  number: number,
  name: keyof Flat,
  toField: (value: Value) => string,
  fromField: (value: string) => Value | undefined,
): Row {
  return {
    number,
    name,
    repeats: false,
    write(fields, claims) {
      const value = claims[name] as Value | undefined;
      if (value !== undefined) fields.push({ number, value: toField(value) });
    },
    read(draft, value) {
      const read = fromField(value);
      (draft as Record<string, unknown>)[name] = read;
      return read !== undefined;
    },
  };
}

function repeated<Item>(
  number: number,
  name: 'tags' | 'policyArns' | 'providerKeys',
  toField: (item: Item) => string,
  fromField: (value: string) => Item | undefined,
): Row {
  return {
    number,
    name,
    repeats: true,
    write(fields, claims) {
      for (const item of claims[name] as unknown as readonly Item[]) fields.push({ number, value: toField(item) });
    },
    read(draft, value) {
      const item = fromField(value);
      if (item !== undefined) (draft[name] as unknown as Item[]).push(item);
      return item !== undefined;
    },
  };
}

function toTexts(value: string): readonly [string, string] | undefined {
  const pair = toPair(value);
  const first = pair && toText(pair[0]);
  const second = pair && toText(pair[1]);
  return first === undefined || second === undefined ? undefined : [first, second];
}
