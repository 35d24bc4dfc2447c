import { beforeEach, describe, expect, it } from 'vitest';
import type { Passwords } from '../../password/passwords.ts';
import { TooBusy } from '../../password/turnstile.ts';
import type { Caller } from '../../principal/caller.ts';
import { A, B, type House, house, root, START_SECONDS, session } from '../testing.ts';

let h: House;
beforeEach(async () => {
  h = await house();
  await h.call('CreateUser', { UserName: 'Ann' });
});

const GOOD = 'Correct-1-Horse';
const ann = { UserName: 'Ann' };
const give = (Password: string, more: object = {}) => h.call('CreateLoginProfile', { ...ann, Password, ...more });
const profile = async () => (await h.store.loginProfiles.of(A, (await h.store.users.byName(A, 'Ann'))!.id))!;
const opens = async (password: string) => h.tools.passwords.verify('test', password, (await profile()).passwordHash);
const gone = 'NoSuchEntity 404: Login Profile for User Ann cannot be found.';

describe('a login profile', () => {
  it('is made, told, changed and deleted, and its password is stored as a hash alone', async () => {
    const made = { LoginProfile: { UserName: 'Ann', CreateDate: START_SECONDS, PasswordResetRequired: true } };
    expect(await give(GOOD, { PasswordResetRequired: true })).toEqual(made);
    expect(await h.call('GetLoginProfile', { UserName: 'ANN' })).toEqual(made);
    expect(JSON.stringify(await profile())).not.toContain(GOOD);
    expect([await opens(GOOD), await opens('Correct-1-Cow')]).toEqual([true, false]);

    h.clock.advance(60_000);
    expect(await h.call('UpdateLoginProfile', { ...ann, Password: 'Correct-2-Horse' })).toBeUndefined();
    expect(await profile()).toMatchObject({ createdAt: START_SECONDS, changedAt: START_SECONDS + 60 });
    expect(await h.call('GetLoginProfile', ann)).toEqual(made);
    expect([await opens(GOOD), await opens('Correct-2-Horse')]).toEqual([false, true]);

    await h.call('UpdateLoginProfile', { ...ann, PasswordResetRequired: false });
    expect(await h.call('GetLoginProfile', ann)).toMatchObject({ LoginProfile: { PasswordResetRequired: false } });
    expect(await opens('Correct-2-Horse')).toBe(true);
    expect(await h.call('DeleteLoginProfile', ann)).toBeUndefined();
    for (const name of ['GetLoginProfile', 'UpdateLoginProfile', 'DeleteLoginProfile'])
      expect(await h.refusal(name, ann)).toBe(gone);
    await give(GOOD);
  });

  it('is one a user', async () => {
    await give(GOOD);
    expect(await h.refusal('CreateLoginProfile', { UserName: 'ann', Password: GOOD })).toBe(
      'EntityAlreadyExists 409: Login Profile for user Ann already exists.',
    );
    const rivals = [1, 2].map(() => h.refusal('CreateLoginProfile', { ...ann, Password: GOOD }));
    expect((await Promise.all(rivals)).every((refusal) => refusal.startsWith('EntityAlreadyExists'))).toBe(true);
  });

  it('keeps its user from being deleted', async () => {
    await give(GOOD);
    expect(await h.refusal('DeleteUser', ann)).toBe(
      'DeleteConflict 409: Cannot delete entity, must delete login profile first.',
    );
    await h.call('DeleteLoginProfile', ann);
    await h.call('DeleteUser', ann);
  });

  it.each(['CreateLoginProfile', 'GetLoginProfile', 'UpdateLoginProfile', 'DeleteLoginProfile'])(
    'of somebody who is not there, or elsewhere: %s',
    async (name) => {
      const input = name === 'CreateLoginProfile' ? { Password: GOOD } : {};
      const nobody = (user: string) => `NoSuchEntity 404: The user with name ${user} cannot be found.`;
      expect(await h.refusal(name, { ...input, UserName: 'eve' })).toBe(nobody('eve'));
      expect(await h.refusal(name, { ...input, UserName: 'Ann' }, root(B))).toBe(nobody('Ann'));
    },
  );

  it('without a name is that of the user who calls; root and sessions have to name one', async () => {
    const self = await h.asUser('Ann');
    await h.call('CreateLoginProfile', { Password: GOOD }, self);
    expect(await h.call('GetLoginProfile', {}, self)).toMatchObject({ LoginProfile: { UserName: 'Ann' } });
    for (const caller of [root(A), session(A)]) {
      for (const name of ['CreateLoginProfile', 'GetLoginProfile', 'DeleteLoginProfile']) {
        expect(await h.refusal(name, name === 'CreateLoginProfile' ? { Password: GOOD } : {}, caller)).toBe(
          'ValidationError 400: Must specify userName when calling with non-User credentials',
        );
      }
    }
    await h.call('DeleteLoginProfile', {}, self);
    expect(await h.refusal('GetLoginProfile', ann)).toBe(gone);
  });

  it("root's is asked for by sessions of AssumeRoot alone, and is not there", async () => {
    const task: Caller = { ...root(A), kind: 'root-session' };
    for (const name of ['GetLoginProfile', 'DeleteLoginProfile']) {
      expect(await h.refusal(name, {}, task)).toBe('NoSuchEntity 404: Login Profile for User null cannot be found.');
      expect(await h.refusal(name, ann, task)).toBe(gone);
    }
    expect(await h.refusal('CreateLoginProfile', {}, task)).toBe(
      'NotImplemented 501: CreateLoginProfile of root: there is no password to recover.',
    );
  });

  it('needs a password, and says so without one', async () => {
    expect(await h.refusal('CreateLoginProfile', ann)).toBe(
      "ValidationError 400: 1 validation error detected: Value at 'password' failed to satisfy constraint: Member must not be null",
    );
  });
});

describe('what a password has to be', () => {
  const violation = (sentence: string) => `PasswordPolicyViolation 400: ${sentence}`;
  const lacks = (what: string) => `Password should have at least one ${what}`;

  it.each([
    // Without a policy: eight characters of three kinds.
    [
      undefined,
      'password',
      `Password should meet 2 more of the following requirements: ${['uppercase letter', 'number', 'symbol'].map(lacks).join(', ')}`,
    ],
    [
      undefined,
      'passw0rd',
      `Password should meet 1 more of the following requirements: ${lacks('uppercase letter')}, ${lacks('symbol')}`,
    ],
    [
      undefined,
      '????????',
      `Password should meet 3 more of the following requirements: ${['uppercase letter', 'lowercase letter', 'number', 'symbol'].map(lacks).join(', ')}`,
    ],
    [undefined, 'Passw0r', 'Password should have a minimum length of 8'],
    [undefined, 'Passw0rd', undefined],
    [undefined, 'passw0rd!', undefined],
    // With one: what it asks for.
    [{}, 'tttttt', undefined],
    [{}, 'ttttt', 'Password should have a minimum length of 6'],
    [{ MinimumPasswordLength: 12 }, 'elevenchars', 'Password should have a minimum length of 12'],
    [{ MinimumPasswordLength: 12 }, 'twelve-chars', undefined],
    [{ RequireUppercaseCharacters: true }, 'passwörd', lacks('uppercase letter')],
    [{ RequireUppercaseCharacters: true }, 'ÄÖÜPASS', undefined],
    [{ RequireUppercaseCharacters: true }, 'ÄÖÜÄÖÜ', lacks('uppercase letter')],
    [{ RequireLowercaseCharacters: true }, 'PASSWORD', lacks('lowercase letter')],
    [{ RequireNumbers: true }, 'password²', lacks('number')],
    [{ RequireSymbols: true }, 'password?', lacks('symbol')],
    ...[..."!@#$%^&*()_+-=[]{}|'"].map((symbol) => [{ RequireSymbols: true }, `passw${symbol}`, undefined] as const),
  ] as const)('%j: %s', async (policy, Password, sentence) => {
    if (policy !== undefined) await h.call('UpdateAccountPasswordPolicy', policy);
    if (sentence === undefined) await give(Password);
    else expect(await h.refusal('CreateLoginProfile', { ...ann, Password })).toBe(violation(sentence));
  });

  it('holds for a reset as well, and before any hash is made', async () => {
    await give(GOOD);
    const before = await profile();
    expect(await h.refusal('UpdateLoginProfile', { ...ann, Password: 'short' })).toContain('PasswordPolicyViolation');
    expect(await profile()).toEqual(before);
  });

  it('may not be one of the last so many, the present one among them', async () => {
    await h.call('UpdateAccountPasswordPolicy', { PasswordReusePrevention: 3 });
    await give('pass-0');
    for (const n of [1, 2, 3]) await h.call('UpdateLoginProfile', { ...ann, Password: `pass-${n}` });
    for (const n of [1, 2, 3]) {
      expect(await h.refusal('UpdateLoginProfile', { ...ann, Password: `pass-${n}` })).toBe(
        violation('Password should not be one of the last 3 passwords of the user'),
      );
    }
    await h.call('UpdateLoginProfile', { ...ann, Password: 'pass-0' });
    await h.call('UpdateAccountPasswordPolicy', {});
    await h.call('UpdateLoginProfile', { ...ann, Password: 'pass-0' });
  });

  it('is remembered 24 passwords back, also from times without such a policy', async () => {
    await h.call('UpdateAccountPasswordPolicy', {});
    await give('pass-00');
    for (let n = 1; n <= 25; n++) await h.call('UpdateLoginProfile', { ...ann, Password: `pass-${n}-` });
    expect((await profile()).previousHashes).toHaveLength(23);
    await h.call('UpdateAccountPasswordPolicy', { PasswordReusePrevention: 24 });
    for (const n of [2, 25]) {
      expect(await h.refusal('UpdateLoginProfile', { ...ann, Password: `pass-${n}-` })).toContain('last 24 passwords');
    }
    await h.call('UpdateLoginProfile', { ...ann, Password: 'pass-1-' });
  });
});

describe('ChangePassword', () => {
  const change = async (OldPassword: string, NewPassword: string) =>
    h.call('ChangePassword', { OldPassword, NewPassword }, await h.asUser('Ann'));
  const refused = async (OldPassword: string, NewPassword: string) =>
    h.refusal('ChangePassword', { OldPassword, NewPassword }, await h.asUser('Ann'));

  it('takes the old password, and ends the need for another one', async () => {
    await give(GOOD, { PasswordResetRequired: true });
    expect(await refused('Wrong-1-Horse', 'Correct-2-Horse')).toBe('AccessDenied 403: The old password was incorrect.');
    expect(await refused(GOOD, 'short')).toContain('PasswordPolicyViolation 400');
    expect(await refused(GOOD, GOOD)).toBe(
      'PasswordPolicyViolation 400: Password should not be the same as the old password',
    );
    expect(await change(GOOD, 'Correct-2-Horse')).toBeUndefined();
    expect([await opens(GOOD), await opens('Correct-2-Horse'), (await profile()).resetRequired]).toEqual([
      false,
      true,
      false,
    ]);
  });

  it('minds what was used before', async () => {
    await h.call('UpdateAccountPasswordPolicy', { PasswordReusePrevention: 2 });
    await give('pass-0');
    await change('pass-0', 'pass-1');
    expect(await refused('pass-1', 'pass-0')).toContain('last 2 passwords');
    expect(await refused('pass-1', 'pass-1')).toContain('last 2 passwords');
    await change('pass-1', 'pass-2');
    await change('pass-2', 'pass-0');
  });

  it('is for users, and for those who have a password', async () => {
    const input = { OldPassword: GOOD, NewPassword: GOOD };
    for (const caller of [root(A), session(A)]) {
      expect(await h.refusal('ChangePassword', input, caller)).toBe(
        'InvalidUserType 400: Only IAM Users can change their own password.',
      );
    }
    expect(await refused(GOOD, GOOD)).toBe(gone);
  });

  it('of two at once the second is told to wait, and neither writes over the other', async () => {
    await give(GOOD);
    const both = await Promise.allSettled([change(GOOD, 'Correct-2-Horse'), change(GOOD, 'Correct-3-Horse')]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const { reason } = both.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
    expect(String(reason)).toContain('Throttling: Rate exceeded');
    const won = both[0]!.status === 'fulfilled' ? 'Correct-2-Horse' : 'Correct-3-Horse';
    expect(await opens(won)).toBe(true);
  });
});

describe('attack/I08 the work of hashing', () => {
  const busy: Passwords = {
    hash: () => Promise.reject(new TooBusy()),
    verify: () => Promise.reject(new TooBusy()),
    isAmong: () => Promise.reject(new TooBusy()),
  };
  const broken: Passwords = {
    hash: () => Promise.reject(new Error('hashed')),
    verify: () => Promise.reject(new Error('hashed')),
    isAmong: () => Promise.reject(new Error('hashed')),
  };
  const withPasswords = (passwords: Passwords) => Object.assign(h.tools, { passwords });

  it('beyond what there is room for is throttled', async () => {
    await give(GOOD);
    withPasswords(busy);
    const self = await h.asUser('Ann');
    await h.call('CreateUser', { UserName: 'Ben' });
    for (const [name, input] of [
      ['CreateLoginProfile', { UserName: 'Ben', Password: GOOD }],
      ['UpdateLoginProfile', { ...ann, Password: GOOD }],
      ['ChangePassword', { OldPassword: GOOD, NewPassword: GOOD }],
    ] as const)
      expect(await h.refusal(name, input, name === 'ChangePassword' ? self : undefined)).toBe(
        'Throttling 400: Rate exceeded',
      );
  });

  it('comes after everything that is cheap', async () => {
    await give(GOOD);
    withPasswords(broken);
    const self = await h.asUser('Ann');
    expect(await h.refusal('CreateLoginProfile', { ...ann, Password: GOOD })).toContain('EntityAlreadyExists');
    expect(await h.refusal('UpdateLoginProfile', { ...ann, Password: 'short' })).toContain('PasswordPolicyViolation');
    expect(await h.refusal('ChangePassword', { OldPassword: 'a', NewPassword: 'short' }, self)).toContain(
      'PasswordPolicyViolation',
    );
    await h.call('UpdateLoginProfile', { ...ann, PasswordResetRequired: true });
    await expect(h.call('UpdateLoginProfile', { ...ann, Password: GOOD })).rejects.toThrow('hashed');
  });

  it('is thrown away where the profile changed meanwhile', async () => {
    await give(GOOD);
    const { hash } = h.tools.passwords;
    withPasswords({
      ...h.tools.passwords,
      async hash(...asked) {
        const fresh = await hash(...asked);
        const { account, userId, ...rest } = await profile();
        await h.store.change((tx) => tx.put.loginProfile({ account, userId, ...rest, passwordHash: 'another' }));
        return fresh;
      },
    });
    expect(await h.refusal('UpdateLoginProfile', { ...ann, Password: 'Correct-2-Horse' })).toBe(
      'EntityTemporarilyUnmodifiable 409: Login Profile for User Ann cannot be modified while login profile is being created.',
    );
    expect((await profile()).passwordHash).toBe('another');
  });
});
