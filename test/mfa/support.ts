import { createSecretKey } from 'node:crypto';
import { type Clock, fixedClock } from '../../src/base/clock.ts';
import { seededEntropy } from '../../src/base/entropy.ts';
import { codeAt, stepAt } from '../../src/mfa/totp.ts';
import { mfaVerifier, seedContext } from '../../src/mfa/verifier.ts';
import type { MfaRecord } from '../../src/store/records.ts';
import type { Store } from '../../src/store/store.ts';
import { secretBox } from '../../src/token/box.ts';
import { keyring } from '../../src/token/keyring.ts';
import { rowMac } from '../../src/token/row-mac.ts';

/** Noon of a day, ten seconds into a step. */
export const NOW_MS = Date.UTC(2026, 10, 21, 12, 0, 10);
export const ACCOUNT = '123456789012';
export const USER = 'AIDAEXAMPLEEXAMPLE123';
export const SERIAL = `arn:aws:iam::${ACCOUNT}:mfa/alice`;

const keys = keyring(createSecretKey(Buffer.alloc(32, 1)));
export const mac = rowMac(keys.active.rowMac);
export const secrets = secretBox({ keyring: keys, entropy: seededEntropy('mfa') });
export const seed = Buffer.from('12345678901234567890');

export function deviceOf(some: Partial<MfaRecord> = {}): MfaRecord {
  const named = { serial: SERIAL, account: ACCOUNT, ...some };
  return {
    name: named.serial.slice(named.serial.lastIndexOf('/') + 1),
    path: '/',
    createdAt: NOW_MS / 1000 - 1000,
    tags: [],
    sealedSeed: secrets.seal(seed, seedContext(named)),
    userId: USER,
    enabledAt: NOW_MS / 1000 - 900,
    lastStep: 0,
    failures: 0,
    lockedUntil: 0,
    guessDay: 0,
    guesses: 0,
    ...named,
  };
}

/** Puts a device and its user into a store. */
export async function enrol(store: Store, some: Partial<MfaRecord> = {}): Promise<void> {
  const dates = { createdAt: NOW_MS / 1000 - 2000 };
  await store.change(async (tx) => {
    await tx.put.account({ id: ACCOUNT, uuid: '00000000-0000-4000-8000-000000000000', ...dates });
    const named = { account: ACCOUNT, name: 'alice', path: '/', tags: [], boundaryArn: undefined };
    await tx.put.user({ id: USER, ...named, ...dates });
    await tx.put.mfa(deviceOf(some));
  });
}

/** A device in a store, and a node or several that verify its codes. */
export async function bench(store: Store, some: Partial<MfaRecord> = {}) {
  await enrol(store, some);
  const clock = fixedClock(NOW_MS);
  const verifierAt = (at: Clock) => mfaVerifier({ store, secrets, clock: at });
  const nodes = [verifierAt(clock), verifierAt(clock)];
  return {
    clock,
    nodes,
    verify: (code: string, { serial = SERIAL, account = ACCOUNT, userId = USER, node = 0 } = {}) =>
      nodes[node]!.verify({ serial, account, userId, code }),
    device: async () => (await store.mfa.bySerial(some.serial ?? SERIAL))!,
    /** The code of now, or of some steps off. */
    right: (drift = 0) => codeAt(seed, stepAt(clock.now()) + drift),
    /** The n-th code that counts neither now nor soon. */
    wrong(n = 0) {
      const soon = new Set(Array.from({ length: 12 }, (_, i) => codeAt(seed, stepAt(clock.now()) + i - 4)));
      for (let i = n; ; i += 1000) {
        const code = String(i % 1_000_000).padStart(6, '0');
        if (!soon.has(code)) return code;
      }
    },
  };
}
