import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { seededEntropy } from '../base/entropy.ts';
import { passwords } from './passwords.ts';
import { phcText, readPhc } from './phc.ts';
import { TooBusy, turnstile } from './turnstile.ts';

const cheap = { logN: 4, r: 1, p: 1 };
const made = (seed = 'passwords', cost = cheap) => passwords({ entropy: seededEntropy(seed), cost });

describe('a hash', () => {
  it('is a PHC string of scrypt, salted, and verifies its password alone', async () => {
    const { hash, verify } = made();
    const [one, two] = [await hash('ann', 'Pässword 1'), await hash('ann', 'Pässword 1')];
    expect(one).toMatch(/^\$scrypt\$ln=4,r=1,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(two).not.toBe(one);
    expect(await verify('ann', 'Pässword 1', one)).toBe(true);
    for (const wrong of ['Pässword 2', 'pässword 1', 'Pässword 1 ', ''])
      expect(await verify('ann', wrong, one)).toBe(false);
  });

  it('is that of RFC 7914 12: N = 1024, r = 8, p = 16, "NaCl"', async () => {
    // The RFC takes 64 bytes; PBKDF2's last step gives their first 32 where 32 are wanted. Salts of ours have 16 bytes,
    // so the vector goes through Node's function, as `derive` calls it.
    const { scryptSync } = await import('node:crypto');
    const key = scryptSync(Buffer.from('password'), Buffer.from('NaCl'), 32, { N: 1024, r: 8, p: 16 });
    expect(key.toString('hex')).toBe('fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162');
  });

  it('costs what OWASP asks for unless a test says otherwise', async () => {
    const real = passwords({ entropy: seededEntropy('real') });
    const hash = await real.hash('ann', 'password');
    expect(hash).toMatch(/^\$scrypt\$ln=17,r=8,p=1\$/);
    expect(await made().verify('ann', 'password', hash)).toBe(true);
  });

  it.each([
    '',
    'password',
    '$scrypt$ln=4,r=1,p=1$short$short',
    `$scrypt$ln=19,r=1,p=1$${'A'.repeat(22)}$${'A'.repeat(43)}`,
    `$scrypt$ln=4,r=17,p=1$${'A'.repeat(22)}$${'A'.repeat(43)}`,
    `$scrypt$ln=4,r=1,p=17$${'A'.repeat(22)}$${'A'.repeat(43)}`,
    `$argon2id$ln=4,r=1,p=1$${'A'.repeat(22)}$${'A'.repeat(43)}`,
  ])('that does not read is an error, not a wrong password: %s', async (hash) => {
    await expect(made().verify('ann', 'password', hash)).rejects.toThrow('a stored password hash does not read');
  });

  it('reads as it was written', () => {
    const phc = { cost: { logN: 17, r: 8, p: 1 }, salt: Buffer.alloc(16, 1), key: Buffer.alloc(32, 2) };
    expect(readPhc(phcText(phc))).toEqual(phc);
  });
});

describe('attack/G07 a user who is not there', () => {
  it('costs the derivation that one who is there costs, and never verifies', async () => {
    const { verify } = made();
    for (const password of ['', 'password']) expect(await verify('nobody', password, undefined)).toBe(false);

    const started = performance.now();
    const real = passwords({ entropy: seededEntropy('real') });
    await real.verify('nobody', 'password', undefined);
    const unknownMs = performance.now() - started;
    const from = performance.now();
    await real.hash('somebody', 'password');
    // The shape, not the statistics: nothing is skipped for the unknown user.
    expect(unknownMs).toBeGreaterThan((performance.now() - from) / 10);
  });
});

describe('passwords of before', () => {
  it('are found with one derivation while they share a salt, and with one each where they do not', async () => {
    const { hash, isAmong } = made();
    const first = await hash('ann', 'one');
    const second = await hash('ann', 'two', first);
    const foreign = await hash('ann', 'three');
    expect(readPhc(second).salt).toEqual(readPhc(first).salt);
    const again = await hash('ann', 'one', second);
    expect(again).toBe(first);
    expect(await isAmong('ann', 'one', again, [second, first])).toBe(true);
    expect(await isAmong('ann', 'one', again, [second])).toBe(false);
    expect(await isAmong('ann', 'one', again, [])).toBe(false);
    const three = await hash('ann', 'three', second);
    expect(await isAmong('ann', 'three', three, [second, foreign])).toBe(true);
    expect(await isAmong('ann', 'four', await hash('ann', 'four', second), [second, foreign])).toBe(false);
  });

  it('of a lesser cost do not hand on their salt, and are found all the same', async () => {
    const old = await made('old', { logN: 5, r: 1, p: 1 }).hash('ann', 'one');
    const { hash, isAmong } = made();
    const fresh = await hash('ann', 'one', old);
    expect(readPhc(fresh).salt).not.toEqual(readPhc(old).salt);
    expect(await isAmong('ann', 'one', fresh, [old])).toBe(true);
  });
});

describe('attack/I08 the turnstile', () => {
  const held = () => {
    let open!: () => void;
    return { until: new Promise<void>((resolve) => (open = resolve)), open: () => open() };
  };

  it('lets in so many at once, the others in their order, and no more than there is room for', async () => {
    const inTurn = turnstile({ atOnce: 2, waitingMax: 2 });
    const gates = [held(), held(), held(), held()];
    const begun: number[] = [];
    const work = gates.map(({ until }, i) =>
      inTurn(`user ${i}`, async () => {
        begun.push(i);
        await until;
        return i;
      }),
    );
    await sleep(1);
    expect(begun).toEqual([0, 1]);
    await expect(inTurn('one too many', async () => 9)).rejects.toThrow(TooBusy);
    gates[1]!.open();
    await work[1];
    await sleep(1);
    expect(begun).toEqual([0, 1, 2]);
    for (const gate of gates) gate.open();
    expect(await Promise.all(work)).toEqual([0, 1, 2, 3]);
    expect(await inTurn('later', async () => 5)).toBe(5);
  });

  it('one caller has one place, whatever becomes of the work', async () => {
    const inTurn = turnstile({ atOnce: 2, waitingMax: 2 });
    const { until, open } = held();
    const first = inTurn('ann', () => until);
    await expect(inTurn('ann', async () => 1)).rejects.toThrow(TooBusy);
    expect(await inTurn('bob', async () => 2)).toBe(2);
    open();
    await first;
    await expect(inTurn('ann', () => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
    expect(await inTurn('ann', async () => 3)).toBe(3);
  });
});
