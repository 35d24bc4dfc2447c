import { enrol } from '../house/device.ts';
import { ACCOUNT_B, type Answer, type House, openHouse } from '../house/harness.ts';
import type { Finding } from './finding.ts';

/** The two calls that take a code. Each is accepted only with the factor: the role is trusted under no other condition. */
export const CALLS = ['GetSessionToken', 'AssumeRole'] as const;
export type Call = (typeof CALLS)[number];
const other = (call: Call): Call => (call === 'AssumeRole' ? 'GetSessionToken' : 'AssumeRole');

/** Other ways to write a code, none of which is one. */
const SPELLINGS: readonly (readonly [name: string, spell: (code: string) => string])[] = [
  ['a leading space', (code) => ` ${code}`],
  ['a trailing space', (code) => `${code} `],
  ['a space for a digit', (code) => `${code.slice(0, 5)} `],
  ['a leading no-break space', (code) => `\u00a0${code}`],
  ['a trailing no-break space', (code) => `${code}\u00a0`],
  ['a leading U+FEFF', (code) => `\ufeff${code}`],
  ['a trailing U+FEFF', (code) => `${code}\ufeff`],
  ['full-width digits', (code) => [...code].map(fullWidth).join('')],
  ['one full-width digit', (code) => fullWidth(code[0]!) + code.slice(1)],
  ['a plus sign', (code) => `+${code}`],
  ['a plus sign for a leading zero', (code) => `+${code.slice(1)}`],
  ['0x before it', (code) => `0x${code}`],
  ['hexadecimal', (code) => `0x${Number(code).toString(16)}`],
  ['hexadecimal of six characters', (code) => `0x${Number(code).toString(16).padStart(4, '0').slice(-4)}`],
];
const fullWidth = (digit: string): string => String.fromCodePoint(0xff10 + Number(digit));

/** Sends codes through the whole house, signature and all, while its clock stands still; a new user and device for each case. */
export async function codesThroughTheHouse(): Promise<Finding> {
  const some = await houseWithRole();
  const wrong: string[] = [];
  let cases = 0;
  const expect = (name: string, answer: Answer, expected: Outcome) => {
    cases++;
    const got = outcomeOf(answer);
    if (got !== expected) wrong.push(`${name}: ${expected} expected, got ${got}: ${answer.status} ${answer.message}`);
  };

  for (const call of CALLS) {
    // At the first and at the last millisecond of a step.
    for (const withinMs of [0, 29_999])
      for (const drift of [-2, -1, 0, 1, 2]) {
        const { ask, code } = await caller(some, withinMs);
        const expected = Math.abs(drift) <= 1 ? 'accepted' : 'refused';
        expect(`${call} ${withinMs} ms into the step, drift ${drift}`, await ask(call, code(drift)), expected);
      }

    for (const again of [call, other(call)]) {
      const { ask, code } = await caller(some);
      expect(call, await ask(call, code()), 'accepted');
      expect(`${again} with the code of ${call}`, await ask(again, code()), 'refused');
      expect(`${again} with the code before that of ${call}`, await ask(again, code(-1)), 'refused');
      expect(`${again} with the code after that of ${call}`, await ask(again, code(1)), 'accepted');
    }

    for (const [name, spell] of SPELLINGS) {
      const { ask, code } = await caller(some);
      expect(`${call} with ${name}`, await ask(call, spell(code())), 'misspelt');
      expect(`${call} after ${name}`, await ask(call, code()), 'accepted');
      expect(`${call} with ${name}, used`, await ask(call, spell(code())), 'misspelt');
    }
  }
  await some.house.store.close();
  const shown = `the whole house: ${cases} answers to ${CALLS.join(' and ')}: drift, reuse by either, ${SPELLINGS.length} spellings`;
  return { shown, wrong };
}

export async function houseWithRole() {
  const house = await openHouse();
  const role = await house.role(house.rootA, 'guarded', {
    Principal: { AWS: ACCOUNT_B },
    Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
  });
  let users = 0;
  return { house, role, nextName: () => `user-${++users}` };
}

/** A user with a device that nobody has used yet, at so many milliseconds into a step. */
export async function caller({ house, role, nextName }: Awaited<ReturnType<typeof houseWithRole>>, withinMs = 0) {
  const name = nextName();
  const keys = await house.user(house.rootB, name);
  await house.allowUser(house.rootB, name, { Action: 'sts:AssumeRole', Resource: '*' });
  const { serial, code } = await enrol(house, house.rootB, name);
  house.clock.advance(30_000 - (house.clock.now() % 30_000) + withinMs);
  const ask = (call: Call, TokenCode: string): ReturnType<House['call']> => {
    const factor = { SerialNumber: serial, TokenCode };
    return call === 'AssumeRole' ? house.assume(keys, role, factor) : house.call(keys, call, factor);
  };
  return { ask, code, keys, serial };
}

type Outcome = 'accepted' | 'refused' | 'misspelt' | 'something else';

const INVALID = 'MultiFactorAuthentication failed with invalid MFA one time pass code. ';
const PATTERN = "at 'tokenCode' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\d]*";

export function outcomeOf({ status, code, message, text }: Answer): Outcome {
  if (status === 200 && text('SessionToken') !== undefined) return 'accepted';
  if (status === 403 && code === 'AccessDenied' && message === INVALID) return 'refused';
  if (status === 400 && code === 'ValidationError' && message?.includes(PATTERN)) return 'misspelt';
  return 'something else';
}
