import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CALLS, type Call, caller, houseWithRole, outcomeOf } from '../mfa/through-the-house.ts';

/** GetSessionToken and AssumeRole take codes of the same devices: what one has used or counted, the other knows. */
let some: Awaited<ReturnType<typeof houseWithRole>>;
let send: (call: Call, code: string) => Promise<string>;
let code: (drift?: number) => string;

beforeAll(async () => {
  some = await houseWithRole();
});
beforeEach(async () => {
  const { ask, code: of } = await caller(some);
  send = async (call, spelt) => outcomeOf(await ask(call, spelt));
  code = of;
});

const pairs = CALLS.flatMap((first) => CALLS.map((then) => [first, then] as const));
/** A code that counts at none of the three steps. */
const wrong = () => {
  const right = new Set([-1, 0, 1].map((drift) => code(drift)));
  return ['000000', '000001', '000002', '000003'].find((guess) => !right.has(guess))!;
};

describe.each(pairs)('%s, then %s', (first, then) => {
  it('attack/G01: a code is used once', async () => {
    expect(await send(first, code())).toBe('accepted');
    expect(await send(then, code())).toBe('refused');
    expect(await send(then, code(-1))).toBe('refused');
    expect(await send(then, code(1))).toBe('accepted');
  });

  it('attack/G01: no other spelling of a code is a code, before it is used or afterwards', async () => {
    for (const spell of [` ${code()}`, `${code()}\u00a0`, `\ufeff${code()}`, `+${code()}`, `0x${code()}`]) {
      expect(await send(first, spell)).toBe('misspelt');
    }
    expect(await send(first, code())).toBe('accepted');
    expect(await send(then, ` ${code()}`)).toBe('misspelt');
  });

  it('attack/G02: wrong codes count together, and the right one is answered like a wrong one', async () => {
    for (let n = 0; n < 5; n++) expect(await send(n % 2 === 0 ? first : then, wrong())).toBe('refused');
    expect(await send(then, code())).toBe('refused');
    some.house.clock.advance(31_000);
    expect(await send(then, code())).toBe('accepted');
  });

  it('attack/G04: of fifty at once one is accepted', async () => {
    const tries = Array.from({ length: 50 }, (_, n) => send(n % 2 === 0 ? first : then, code()));
    const outcomes = await Promise.all(tries);
    expect(outcomes.filter((outcome) => outcome === 'accepted')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'refused')).toHaveLength(49);
  });

  it('attack/G06: the failures of one call are not wiped by a code that was used before, with the other', async () => {
    expect(await send(first, code(-1))).toBe('accepted');
    for (let n = 0; n < 4; n++) expect(await send(first, wrong())).toBe('refused');
    expect(await send(then, code(-1))).toBe('refused');
    expect(await send(then, code())).toBe('refused');
  });
});

describe('attack/G03 a call that is refused for another reason', () => {
  it('has counted a wrong code, and used a right one', async () => {
    const { house } = some;
    const { ask, code, keys, serial } = await caller(some);
    const denied = (TokenCode: string) =>
      house.assume(keys, `${some.role}-that-is-not-there`, { SerialNumber: serial, TokenCode });
    const failures = async () => (await house.store.mfa.bySerial(serial))!.failures;
    const guess = code() === '000000' ? '000001' : '000000';
    expect((await denied(guess)).status).toBe(403);
    expect(await failures()).toBe(1);
    expect((await denied(code())).status).toBe(403);
    expect(await failures()).toBe(0);
    expect(outcomeOf(await ask('GetSessionToken', code()))).toBe('refused');
  });
});
