import type { KeyObject } from 'node:crypto';
import { decodeBase64 } from './base64.ts';
import { keyOf } from './kdf.ts';

/** The keys that a key file holds (docs/decisions/key-rotation.md). */
export interface RootKeys {
  /** Everything new is sealed under it. */
  readonly active: KeyObject;
  /** Keys before it, the newest first. */
  readonly before: readonly KeyBefore[];
  /** Seals the audit trail, where that began under a root key which is no longer the active one. */
  readonly audit: KeyObject | undefined;
}

export interface KeyBefore {
  readonly key: KeyObject;
  /** Until when it opens sessions; `undefined` while rows of the store may be under it. */
  readonly untilSeconds: number | undefined;
}

export const KEY_BYTES = 32;

/** Years of rotations by the hour would not fill it. */
const LINES_MAX = 1000;

/** Reads the lines of a key file; `undefined` for anything that `keyLines` would not have written. */
export function parseKeyLines(text: string): RootKeys | undefined {
  const lines = (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n');
  const active = lines.length <= LINES_MAX ? keyIn(lines[0]!) : undefined;
  if (active === undefined) return undefined;
  const before: KeyBefore[] = [];
  let audit: KeyObject | undefined;
  for (const line of lines.slice(1)) {
    const [, encoded, kind, until] = /^(\S+) (rows|until|audit)(?: ([0-9]{1,12}))?$/.exec(line) ?? [];
    const key = encoded === undefined ? undefined : keyIn(encoded);
    if (key === undefined || (kind === 'until') !== (until !== undefined)) return undefined;
    if (kind !== 'audit') before.push({ key, untilSeconds: until === undefined ? undefined : Number(until) });
    else if (audit === undefined) audit = key;
    else return undefined;
  }
  return { active, before, audit };
}

export const keyLines = ({ active, before, audit }: RootKeys): string =>
  [
    textOf(active),
    ...before.map(
      ({ key, untilSeconds }) => `${textOf(key)} ${untilSeconds === undefined ? 'rows' : `until ${untilSeconds}`}`,
    ),
    ...(audit === undefined ? [] : [`${textOf(audit)} audit`]),
    '',
  ].join('\n');

const textOf = (key: KeyObject): string => key.export().toString('base64');

function keyIn(encoded: string): KeyObject | undefined {
  const bytes = decodeBase64(encoded);
  return bytes?.length === KEY_BYTES ? keyOf(bytes) : undefined;
}
