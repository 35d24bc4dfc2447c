import { asciiLower } from '../base/ascii.ts';
import type { Tag } from '../store/records.ts';

/** What a seed is written with: what is not there is not written. */
export type Written = Readonly<Record<string, unknown>>;

/** Entities as a mapping by their names. */
export async function entries<Item extends { readonly name: string }>(
  items: readonly Item[],
  write: (item: Item) => Promise<Written>,
): Promise<ReadonlyMap<string, Written> | undefined> {
  const written: [string, Written][] = [];
  for (const item of items) {
    if (item.name === '__proto__') throw new UnwritableName(item.name);
    written.push([item.name, only(await write(item))]);
  }
  return some(mapping(written));
}

/** The one name that a seed cannot hold. */
export class UnwritableName extends Error {
  constructor(name: string) {
    super(`a seed cannot hold the name \`${name}\``);
    this.name = 'UnwritableName';
  }
}

/** A mapping in the order of its names, without regard to case first, so that a renaming in case alone moves nothing. */
export function mapping<Value>(items: readonly (readonly [string, Value])[]): ReadonlyMap<string, Value> {
  const order = ([a]: readonly [string, unknown]) => `${asciiLower(a)}\n${a}`;
  return new Map([...items].sort((a, b) => (order(a) < order(b) ? -1 : 1)));
}

export const pathIn = ({ path }: { path: string }) => (path === '/' ? undefined : path);

export const tagsIn = (tags: readonly Tag[]) => some(mapping(tags.map(({ key, value }) => [key, value] as const)));

/** Nothing instead of an empty list. */
export const list = <Item>(items: readonly Item[]) => (items.length === 0 ? undefined : items);

/** Nothing instead of an empty mapping. */
export function some<Value extends object>(value: Value): Value | undefined {
  const isEmpty = value instanceof Map ? value.size === 0 : Object.keys(value).length === 0;
  return isEmpty ? undefined : value;
}

/** Without the members that are not there. */
export const only = (written: Written): Written =>
  Object.fromEntries(Object.entries(written).filter(([, value]) => value !== undefined));
