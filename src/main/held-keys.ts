import type { RootKeys } from '../token/key-lines.ts';
import { keyring, kidOf, type TurningKeyring } from '../token/keyring.ts';
import { loadRootKeys } from '../token/root-key.ts';
import { type RingMac, ringMac } from '../token/row-mac.ts';

/** The root keys of a process: as they stand in their file, and as they are used. */
export interface HeldKeys {
  readonly file: string;
  held: RootKeys;
  readonly ring: TurningKeyring;
  /** MACs of rows, under the active key and those that rows may still be under. */
  readonly mac: RingMac;
}

/** Reads the key file. */
export function holdKeys(file: string): HeldKeys {
  const held = loadRootKeys(file);
  const ring = keyring(
    held.active,
    held.before.map(({ key }) => key),
    held.audit,
  );
  const keys = { file, held, ring, mac: ringMac(ring) };
  take(keys, held);
  return keys;
}

/** Takes other keys into use. What holds the ring or the MAC has them from now on. */
export function take(keys: HeldKeys, held: RootKeys): void {
  const { active, before, audit } = held;
  keys.held = held;
  keys.ring.turn({ active, retiring: before.map(({ key }) => key), audit });
  keys.mac.believe(
    before.filter(({ untilSeconds }) => untilSeconds === undefined).map(({ key }) => keys.ring.byKid(kidOf(key))!),
  );
}
