import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { A, type House, house } from '../../src/iam/testing.ts';
import { codeAt, stepAt } from '../../src/mfa/totp.ts';
import { seedContext } from '../../src/mfa/verifier.ts';
import { createStore, openStore } from '../../src/store/open.ts';
import type { MfaRecord } from '../../src/store/records.ts';
import type { Store, Transaction } from '../../src/store/store.ts';
import { ACCOUNT, bench, deviceOf, enrol, mac, SERIAL, seed, USER } from '../mfa/support.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
let store: Store;

beforeEach(async () => {
  store = await createStore({ file: ':memory:', mac });
});
afterEach(() => store.close());

describe('attack/G01', () => {
  const variants: [string, (code: string) => string][] = [
    ['a leading space', (code) => ` ${code}`],
    ['a trailing space', (code) => `${code} `],
    ['a space inside', (code) => `${code.slice(0, 3)} ${code.slice(3)}`],
    ['a no-break space', (code) => `${code}\u00a0`],
    ['a byte order mark', (code) => `\ufeff${code}`],
    ['a line feed', (code) => `${code}\n`],
    ['a NUL', (code) => `${code}\0`],
    ['full-width digits', (code) => [...code].map((digit) => String.fromCodePoint(0xff10 + Number(digit))).join('')],
    ['Arabic digits', (code) => [...code].map((digit) => String.fromCodePoint(0x660 + Number(digit))).join('')],
    ['one full-width digit', (code) => String.fromCodePoint(0xff10 + Number(code[0])) + code.slice(1)],
    ['a plus sign', (code) => `+${code}`],
    ['a leading zero', (code) => `0${code}`],
    ['hexadecimal', (code) => `0x${Number(code).toString(16)}`],
    ['a decimal point', (code) => `${code}.0`],
    ['an exponent', (code) => `${code}e0`],
    ['a combining mark', (code) => `${code}\u0301`],
    ['a digit too few', (code) => code.slice(1)],
    ['nothing', () => ''],
  ];

  it.each(variants)('%s is refused, before and after the code is used', async (_name, spell) => {
    const { verify, right } = await bench(store);
    const code = right();
    expect(await verify(spell(code))).toBe('refused');
    expect(await verify(code)).toBe('accepted');
    expect(await verify(code)).toBe('refused');
    expect(await verify(spell(code))).toBe('refused');
  });
});

describe('attack/G02', () => {
  it('ten wrong codes lock the device, on every node, and the right code is answered like a wrong one', async () => {
    const { verify, right, wrong, device } = await bench(store);
    for (let i = 0; i < 10; i++) expect(await verify(wrong(i), { node: i % 2 })).toBe('refused');
    expect((await device()).failures).toBe(5);
    for (const node of [0, 1]) expect(await verify(right(), { node })).toBe('refused');
  });

  it('opens after thirty seconds, closes for sixty at the next failure, and writes nothing meanwhile', async () => {
    const { verify, right, wrong, clock } = await bench(store);
    for (let i = 0; i < 5; i++) await verify(wrong(i));
    const change = vi.spyOn(store, 'change');
    clock.advance(29_000);
    expect(await verify(right())).toBe('refused');
    expect(change).not.toHaveBeenCalled();
    clock.advance(1000);
    expect(await verify(wrong(5))).toBe('refused');
    clock.advance(59_000);
    expect(await verify(right())).toBe('refused');
    clock.advance(1000);
    expect(await verify(right())).toBe('accepted');
  });

  it('a thousand codes at once are five guesses', async () => {
    const { verify, wrong, right, device } = await bench(store);
    const codes = Array.from({ length: 1000 }, (_, i) => (i === 700 ? right() : wrong(i)));
    const answers = await Promise.all(codes.map((code, i) => verify(code, { node: i % 2 })));
    expect(new Set(answers)).toEqual(new Set(['refused']));
    expect(await device()).toMatchObject({ failures: 5, guesses: 5, lastStep: 0 });
  });

  it('thirty guesses are all that a day has, also with successes between them', async () => {
    const { verify, wrong, right, clock, device } = await bench(store);
    for (let i = 0; i < 30; i++) {
      expect(await verify(wrong(i))).toBe('refused');
      clock.advance(60_000);
      if (i % 3 === 2 && i < 29) expect(await verify(right())).toBe('accepted');
    }
    expect(await device()).toMatchObject({ guesses: 30 });
    expect(await verify(right())).toBe('refused');
    clock.advance(DAY_MS / 2);
    expect(await verify(right())).toBe('accepted');
  });
});

describe('attack/G03', () => {
  it('a failure is on record when the refusal is answered', async () => {
    const { verify, wrong, device } = await bench(store);
    for (let failures = 1; failures <= 5; failures++) {
      expect(await verify(wrong(failures))).toBe('refused');
      expect(await device()).toMatchObject({ failures, guesses: failures });
    }
  });

  it('a failure outlives a server that is killed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rolecall-mfa-'));
    const file = join(folder, 'rolecall.db');
    try {
      const before = await createStore({ file, mac });
      await enrol(before);
      await before.close();
      const child = spawnSync(process.execPath, [
        fileURLToPath(new URL('mfa-child.ts', import.meta.url)),
        file,
        'aaaaaa',
        '12345',
        ' 00000',
      ]);
      expect({ signal: child.signal, stderr: String(child.stderr) }).toMatchObject({ signal: 'SIGKILL' });
      const after = await openStore({ file, mac });
      expect(await after.mfa.bySerial(SERIAL)).toMatchObject({ failures: 3, guesses: 3 });
      await after.close();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('attack/G04', () => {
  it('of fifty submissions of one code on two nodes, one is accepted, a hundred times', async () => {
    const { verify, right, clock } = await bench(store);
    for (let round = 0; round < 100; round++) {
      const code = right();
      const answers = await Promise.all(Array.from({ length: 50 }, (_, i) => verify(code, { node: i % 2 })));
      expect(answers.filter((answer) => answer === 'accepted')).toHaveLength(1);
      expect(new Set(answers)).toEqual(new Set(['accepted', 'refused']));
      clock.advance(DAY_MS);
    }
  });

  it('holds in a database whose transactions run side by side, by the one statement alone', async () => {
    const side = await bench(sideBySide());
    const code = side.right();
    const answers = await Promise.all(Array.from({ length: 50 }, (_, i) => side.verify(code, { node: i % 2 })));
    expect(answers.filter((answer) => answer === 'accepted')).toHaveLength(1);
  });
});

describe('attack/G05', () => {
  it('no alias of a device gives more guesses than the device has', async () => {
    const { verify, wrong, right, device } = await bench(store, { serial: `${SERIAL}.é` });
    const aliases = [
      `${SERIAL}.é`,
      `${SERIAL}.e\u0301`,
      `${SERIAL}.É`,
      `${SERIAL}.é.`,
      `${SERIAL}.é `,
      ` ${SERIAL}.é`,
      `${SERIAL.toUpperCase()}.é`,
      `${SERIAL.replace('alice', 'Alice')}.é`,
      SERIAL,
    ];
    for (let i = 0; i < 5; i++) for (const serial of aliases) await verify(wrong(i), { serial });
    const { failures, lockedUntil } = await device();
    expect(failures).toBeGreaterThanOrEqual(5);
    expect(lockedUntil).toBeGreaterThan(0);
    for (const serial of aliases) expect(await verify(right(), { serial })).not.toBe('accepted');
  });

  it('the counter is of the device, not of the caller: root and user of one account do not share devices', async () => {
    const { verify, right } = await bench(store);
    expect(await verify(right(), { userId: ACCOUNT })).toBe('unknown-device');
    expect(await verify(right(), { userId: USER })).toBe('accepted');
  });
});

describe('attack/G06', () => {
  it.each<[string, (some: Awaited<ReturnType<typeof bench>>) => Promise<unknown>]>([
    ['a call for a device that is not the caller’s', ({ verify, right }) => verify(right(), { userId: 'AIDAANOTHER' })],
    ['a call for no device', ({ verify, right }) => verify(right(), { serial: `${SERIAL}x` })],
    ['a code that was right once', ({ verify, clock }) => verify(codeAt(seed, stepAt(clock.now()) - 1))],
    ['time', async ({ clock }) => clock.advance(7 * DAY_MS)],
  ])('failures are not forgotten through %s', async (_name, half) => {
    const some = await bench(store);
    await store.change((tx) => tx.put.mfa(deviceOf({ lastStep: stepAt(some.clock.now()) - 1 })));
    for (let i = 0; i < 4; i++) await some.verify(some.wrong(i));
    await half(some);
    expect((await some.device()).failures).toBeGreaterThanOrEqual(4);
  });

  it('failures are not forgotten through the right code while the device is locked, only through one that is accepted', async () => {
    const { verify, right, wrong, clock, device } = await bench(store);
    for (let i = 0; i < 5; i++) await verify(wrong(i));
    await verify(right());
    expect((await device()).failures).toBe(5);
    clock.advance(30_000);
    expect(await verify(right())).toBe('accepted');
    expect((await device()).failures).toBe(0);
    expect((await device()).guesses).toBe(5);
  });
});

describe('ResyncMFADevice and EnableMFADevice', () => {
  const serial = `arn:aws:iam::${A}:mfa/phone`;
  const asked = { UserName: 'Ann', SerialNumber: serial };
  let h: House;
  let userId: string;
  let phone: Buffer;

  beforeEach(async () => {
    h = await house();
    await h.call('CreateUser', { UserName: 'Ann' });
    await h.call('CreateVirtualMFADevice', { VirtualMFADeviceName: 'phone' });
    userId = (await h.store.users.byName(A, 'Ann'))!.id;
    const device = (await h.store.mfa.bySerial(serial))!;
    phone = h.secrets.open(device.sealedSeed, seedContext(device))!;
    await h.call('EnableMFADevice', { ...asked, ...pair(0) });
    h.clock.advance(DAY_MS);
  });

  const pair = (behind: number) => {
    const step = stepAt(h.clock.now()) - behind;
    return { AuthenticationCode1: codeAt(phone, step - 1), AuthenticationCode2: codeAt(phone, step) };
  };
  const signIn = (code: string) => h.tools.mfa.verify({ account: A, userId, serial, code });
  const resync = (codes: object) =>
    h.call('ResyncMFADevice', { ...asked, ...codes }).then(
      () => 'accepted' as const,
      (error: Error) => error.message,
    );
  const REFUSED = 'InvalidAuthenticationCode: Authentication code for device is not valid.';

  it('attack/G01: codes that were seen once do not turn the clock back to when they are right', async () => {
    const seen = pair(0);
    expect(await signIn(seen.AuthenticationCode2)).toBe('accepted');
    h.clock.advance(3_600_000);
    expect(await resync(seen)).toBe(REFUSED);
    const next = { AuthenticationCode1: seen.AuthenticationCode2, AuthenticationCode2: pair(119).AuthenticationCode2 };
    expect(await resync(next)).toBe(REFUSED);
    expect(await h.store.mfa.bySerial(serial)).toMatchObject({ skewSteps: undefined });
  });

  it('attack/G01: nor do they enable the device for somebody else', async () => {
    const seen = pair(0);
    await signIn(seen.AuthenticationCode2);
    await h.call('DeactivateMFADevice', asked);
    await h.call('CreateUser', { UserName: 'Eve' });
    expect(await h.refusal('EnableMFADevice', { ...asked, UserName: 'Eve', ...seen })).toContain(
      'InvalidAuthenticationCode',
    );
  });

  it('attack/G02: two thousand places to look in give no more guesses than a code has', async () => {
    const wrong = { AuthenticationCode1: '000000', AuthenticationCode2: '000000' };
    const answers = await Promise.all(Array.from({ length: 50 }, () => resync(wrong)));
    expect(new Set(answers)).toEqual(new Set([REFUSED]));
    expect(await h.store.mfa.bySerial(serial)).toMatchObject({ failures: 5, guesses: 5 });
    expect(await resync(pair(0))).toBe(REFUSED);
    expect(await signIn(pair(0).AuthenticationCode2)).toBe('refused');
  });

  it('attack/G02: guesses at both count together', async () => {
    for (let i = 0; i < 3; i++) await signIn('000000');
    for (let i = 0; i < 2; i++) await resync({ AuthenticationCode1: '000000', AuthenticationCode2: '000000' });
    expect(await h.store.mfa.bySerial(serial)).toMatchObject({ failures: 5, guesses: 5 });
    expect(await signIn(pair(0).AuthenticationCode2)).toBe('refused');
  });

  it('attack/G04: of fifty with the same two codes one is accepted, and no sign-in with either', async () => {
    const codes = pair(0);
    const tries = Array.from({ length: 50 }, (_, i) => (i % 2 ? resync(codes) : signIn(codes.AuthenticationCode2)));
    const answers = await Promise.all(tries);
    expect(answers.filter((answer) => answer === 'accepted')).toHaveLength(1);
  });

  it('attack/G05: no other spelling of the serial number reaches the device', async () => {
    for (const alias of [serial.toUpperCase(), `${serial}.`, serial.replace('phone', 'Phone')]) {
      expect(await h.refusal('ResyncMFADevice', { ...asked, SerialNumber: alias, ...pair(0) })).toContain(
        'NoSuchEntity',
      );
    }
  });
});

/** The few methods that verifying needs, over one record, with every transaction running at the same time as every other. */
function sideBySide(): Store {
  let record: MfaRecord | undefined;
  const pause = () => new Promise<void>((resolve) => setImmediate(resolve));
  const mfa = {
    bySerial: async () => {
      await pause();
      return record;
    },
  };
  const transaction = {
    mfa,
    put: {
      account: async () => {},
      user: async () => {},
      mfa: async (given: MfaRecord) => {
        await pause();
        // Like the database's own columns: only the failures are written back.
        record = { ...given, lastStep: record?.lastStep ?? given.lastStep };
      },
    },
    acceptMfaStep: async (_serial: string, step: number, now: number) => {
      await pause();
      if (record === undefined || record.lastStep >= step || record.lockedUntil > now) return false;
      record = { ...record, lastStep: step, failures: 0 };
      return true;
    },
  } as unknown as Transaction;
  return { mfa, change: (work: (tx: Transaction) => Promise<unknown>) => work(transaction) } as unknown as Store;
}
