import { sameBytes } from '../base/same-secret.ts';
import type { Cell } from './kinds.ts';
import { migrations } from './migrations.ts';
import { StoreRefusal } from './refusal.ts';
import type { Mac } from './row-mac.ts';

/** The number of steps that this program knows. */
export const FORMAT = migrations.length;

/** What the table `meta` of a new store holds; the format is raised with the steps. */
export const newMeta = (mac: Mac): readonly (readonly [name: string, value: string])[] => [
  ['format', '0'],
  ['key_check', mac(KEY_CHECK)],
];

/** Refuses what is no store of ours, is newer than this program or belongs to another key. Gives the store's format. */
export function judge(meta: ReadonlyMap<unknown, unknown>, name: string, mac: Mac): number {
  const said = meta.get('format');
  const keyCheck = meta.get('key_check');
  if (typeof said !== 'string' || !/^[0-9]{1,9}$/.test(said) || typeof keyCheck !== 'string') throw notAStore(name);
  const format = Number(said);
  if (format > FORMAT) {
    throw new StoreRefusal(
      'newer',
      `\`${name}\` is of format ${format}, this program knows ${FORMAT}: run a newer one`,
    );
  }
  if (![mac, ...(mac.before ?? [])].some((under) => isUnder(under, keyCheck))) {
    throw new StoreRefusal('wrong-key', `\`${name}\` was made under another root key`);
  }
  return format;
}

/** Whether the store was given the key of now, with all that is in it: its rows are under no other. */
export const isKeyCheck = (mac: Mac, keyCheck: unknown): boolean =>
  typeof keyCheck === 'string' && isUnder(mac, keyCheck);

/** What the table `meta` holds once all rows are under the key of now. */
export const keyCheckOf = (mac: Mac): string => mac(KEY_CHECK);

const isUnder = (mac: (parts: readonly Cell[]) => string, keyCheck: string): boolean =>
  sameBytes(Buffer.from(mac(KEY_CHECK)), Buffer.from(keyCheck));

export const notAStore = (name: string): StoreRefusal =>
  new StoreRefusal('not-a-store', `\`${name}\` is not a Rolecall store`);

export const damaged = (name: string, how: string): StoreRefusal =>
  new StoreRefusal('damaged', `\`${name}\` is damaged, restore a backup: ${how}`);

const KEY_CHECK = ['meta', 'key_check'] as const;
