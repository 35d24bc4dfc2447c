import { beforeEach, describe, expect, it } from 'vitest';
import { A, B, type House, house, root, START_SECONDS, session } from '../testing.ts';
import { secretContext } from './create-service-specific-credential.ts';

let h: House;
beforeEach(async () => {
  h = await house();
  for (const UserName of ['Ann', 'Ben']) await h.call('CreateUser', { UserName });
});

const GIT = 'codecommit.amazonaws.com';
const BEDROCK = 'bedrock.amazonaws.com';
const DAY_SECONDS = 86_400;
const create = async (UserName = 'Ann', ServiceName = GIT, more: object = {}, caller = root(A)) =>
  (await h.call('CreateServiceSpecificCredential', { UserName, ServiceName, ...more }, caller))
    .ServiceSpecificCredential;
const list = async (input: object, caller = root(A)) =>
  (await h.call('ListServiceSpecificCredentials', input, caller)).ServiceSpecificCredentials;
const refusal = (input: object) => h.refusal('CreateServiceSpecificCredential', { UserName: 'Ann', ...input });

describe('CreateServiceSpecificCredential', () => {
  it('answers user name and password, once; what is stored is sealed for its row', async () => {
    const made = await create('ann', 'CodeCommit.amazonaws.com');
    expect(made).toEqual({
      CreateDate: START_SECONDS,
      ServiceName: GIT,
      ServiceUserName: `Ann-at-${A}`,
      ServicePassword: expect.stringMatching(/^[A-Za-z0-9+/]{60}$/),
      ServiceSpecificCredentialId: expect.stringMatching(/^ACCA[A-Z2-7]{17}$/),
      UserName: 'Ann',
      Status: 'Active',
    });
    const { ServicePassword, ...listed } = made;
    expect(await list({ UserName: 'Ann' })).toEqual([listed]);
    const stored = (await h.store.serviceCredentials.byServiceUserName(GIT, `Ann-at-${A}`))!;
    expect(JSON.stringify(stored)).not.toContain(ServicePassword);
    expect(h.secrets.open(stored.sealedSecret, secretContext(stored))?.toString()).toBe(ServicePassword);
    expect(h.secrets.open(stored.sealedSecret, { ...secretContext(stored), id: 'x' })).toBeUndefined();
  });

  it.each([
    [BEDROCK, 'ABSK'],
    ['logs.amazonaws.com', 'ACWL'],
    ['cloudwatch.amazonaws.com', 'APIAACWM'],
    ['aws-external-anthropic.amazonaws.com', 'AEAA'],
  ])('answers an API key for %s, which holds its alias', async (service, prefix) => {
    const { ServiceCredentialSecret: key, ...made } = await create('Ann', service, { CredentialAgeDays: 30 });
    expect(made).toEqual({
      CreateDate: START_SECONDS,
      ExpirationDate: START_SECONDS + 30 * DAY_SECONDS,
      ServiceName: service,
      ServiceCredentialAlias: `Ann-at-${A}`,
      ServiceSpecificCredentialId: expect.any(String),
      UserName: 'Ann',
      Status: 'Active',
    });
    expect(key.startsWith(prefix)).toBe(true);
    const [alias, secret] = Buffer.from(key.slice(prefix.length), 'base64').toString().split(':');
    expect([alias, secret]).toEqual([`Ann-at-${A}`, expect.stringMatching(/^[A-Za-z0-9+/]{60}$/)]);
  });

  it('names are taken for one service and stay with a user who is renamed', async () => {
    expect((await create()).ServiceUserName).toBe(`Ann-at-${A}`);
    expect((await create()).ServiceUserName).toBe(`Ann+1-at-${A}`);
    expect((await create('Ann', 'cassandra.amazonaws.com')).ServiceUserName).toBe(`Ann-at-${A}`);
    await h.call('UpdateUser', { UserName: 'Ann', NewUserName: 'Anna' });
    await h.call('CreateUser', { UserName: 'Ann' });
    expect((await create()).ServiceUserName).toBe(`Ann+2-at-${A}`);
    await h.call('CreateUser', { UserName: 'Ann' }, root(B));
    expect((await create('Ann', GIT, {}, root(B))).ServiceUserName).toBe(`Ann-at-${B}`);
    const [first] = await list({ UserName: 'Anna', ServiceName: GIT });
    expect(first).toMatchObject({ UserName: 'Anna', ServiceUserName: `Ann-at-${A}` });
  });

  it('stops at two for each service, also for rivals', async () => {
    const tries = Array.from({ length: 6 }, () => create().catch((error) => error.text));
    const answers = await Promise.all(tries);
    const full = 'Cannot exceed quota for ContextSpecificCredentialsPerUserPerContext: 2';
    expect(answers.filter((answer) => answer === full)).toHaveLength(4);
    await create('Ann', BEDROCK);
  });

  it.each([
    [
      { ServiceName: 'sqs.amazonaws.com' },
      'NoSuchEntity 404: No such service sqs.amazonaws.com is supported for Service Specific Credentials',
    ],
    [{ ServiceName: '__proto__' }, 'ValidationError 400: ServiceName must match [a-zA-Z0-9.-]*'],
    [
      { ServiceName: GIT, CredentialAgeDays: 0 },
      "ValidationError 400: 1 validation error detected: Value at 'credentialAgeDays' failed to satisfy constraint: Member must have value greater than or equal to 1",
    ],
    [
      { ServiceName: GIT, CredentialAgeDays: 36_601 },
      "ValidationError 400: 1 validation error detected: Value at 'credentialAgeDays' failed to satisfy constraint: Member must have value less than or equal to 36600",
    ],
    [{ ServiceName: GIT, UserName: 'eve' }, 'NoSuchEntity 404: The user with name eve cannot be found.'],
  ])('refuses %j', async (input, expected) => expect(await refusal(input)).toBe(expected));
});

describe('Update, Reset and Delete', () => {
  it('switch it, give it a new secret and nothing else, remove it', async () => {
    const { ServicePassword: old, ...made } = await create('Ann', GIT, { CredentialAgeDays: 1 });
    const one = { UserName: 'Ann', ServiceSpecificCredentialId: made.ServiceSpecificCredentialId };
    expect(await h.call('UpdateServiceSpecificCredential', { ...one, Status: 'Inactive' })).toBeUndefined();
    h.clock.advance(1000);
    const { ServiceSpecificCredential: reset } = await h.call('ResetServiceSpecificCredential', one);
    const { ServicePassword: fresh, ...rest } = reset;
    expect(rest).toEqual({ ...made, Status: 'Inactive' });
    expect(fresh).toMatch(/^[A-Za-z0-9+/]{60}$/);
    expect(fresh).not.toBe(old);
    const stored = (await h.store.serviceCredentials.byId(A, made.ServiceSpecificCredentialId))!;
    expect(h.secrets.open(stored.sealedSecret, secretContext(stored))?.toString()).toBe(fresh);

    await h.call('UpdateServiceSpecificCredential', { ...one, Status: 'Active' });
    h.clock.advance(DAY_SECONDS * 1000);
    expect((await list({ UserName: 'Ann' }))[0].Status).toBe('Expired');
    expect(await h.refusal('DeleteUser', { UserName: 'Ann' })).toBe(
      'DeleteConflict 409: Cannot delete entity, must remove referenced objects first.',
    );
    expect(await h.call('DeleteServiceSpecificCredential', one)).toBeUndefined();
    expect(await list({ UserName: 'Ann' })).toEqual([]);
  });

  it('of the caller who names nobody; root and sessions name a user', async () => {
    const { ServiceSpecificCredentialId } = await create('Ben');
    const one = { ServiceSpecificCredentialId };
    const mustName = 'ValidationError 400: Must specify userName when calling with non-User credentials';
    for (const caller of [root(A), session(A)]) {
      expect(await h.refusal('DeleteServiceSpecificCredential', one, caller)).toBe(mustName);
      expect(await h.refusal('ListServiceSpecificCredentials', {}, caller)).toBe(mustName);
    }
    const ben = await h.asUser('Ben');
    expect(await list({}, ben)).toHaveLength(1);
    await h.call('UpdateServiceSpecificCredential', { ...one, Status: 'Inactive' }, ben);
    await h.call('ResetServiceSpecificCredential', one, ben);
    await h.call('DeleteServiceSpecificCredential', one, ben);
  });

  it("do not reach anybody else's", async () => {
    const { ServiceSpecificCredentialId: id } = await create();
    await h.call('CreateUser', { UserName: 'Ann' }, root(B));
    const reach = async (UserName: string, ServiceSpecificCredentialId: string, caller = root(A)) => {
      const one = { UserName, ServiceSpecificCredentialId };
      const refusals = [
        await h.refusal('UpdateServiceSpecificCredential', { ...one, Status: 'Inactive' }, caller),
        await h.refusal('ResetServiceSpecificCredential', one, caller),
        await h.refusal('DeleteServiceSpecificCredential', one, caller),
      ];
      return [...new Set(refusals)];
    };
    const missing = 'ACCAXXXXXXXXXXXXXXXXX';
    expect(await reach('Ben', id)).toEqual([
      `ValidationError 400: User Ben does not have a service specific credential with id ${id}`,
    ]);
    expect(await reach('Ann', id, root(B))).toEqual([`NoSuchEntity 404: No such credential ${id} exists`]);
    expect(await reach('Ann', missing)).toEqual([`NoSuchEntity 404: No such credential ${missing} exists`]);
    expect((await list({ UserName: 'Ann' }))[0].Status).toBe('Active');
  });

  it('nobody makes one expire', async () =>
    expect(
      await h.refusal('UpdateServiceSpecificCredential', {
        ServiceSpecificCredentialId: 'ACCAXXXXXXXXXXXXXXXXX',
        Status: 'Expired',
      }),
    ).toBe('InvalidInput 400: Operation does not support status Expired'));
});

describe('ListServiceSpecificCredentials', () => {
  beforeEach(async () => {
    for (const user of ['Ann', 'Ben']) for (const service of [GIT, BEDROCK]) await create(user, service);
    await h.call('CreateUser', { UserName: 'Ann' }, root(B));
    await create('Ann', GIT, {}, root(B));
  });
  const who = (credentials: readonly { UserName: string; ServiceName: string }[]) =>
    credentials.map(({ UserName, ServiceName }) => `${UserName} ${ServiceName.split('.')[0]}`).sort();

  it.each([
    [{ UserName: 'Ann' }, ['Ann bedrock', 'Ann codecommit']],
    [{ UserName: 'Ann', AllUsers: false }, ['Ann bedrock', 'Ann codecommit']],
    [{ UserName: 'Ann', ServiceName: 'BEDROCK.amazonaws.com' }, ['Ann bedrock']],
    [{ UserName: 'Ann', ServiceName: '' }, ['Ann bedrock', 'Ann codecommit']],
    [{ AllUsers: true }, ['Ann bedrock', 'Ann codecommit', 'Ben bedrock', 'Ben codecommit']],
    [{ AllUsers: true, ServiceName: GIT }, ['Ann codecommit', 'Ben codecommit']],
    [{ AllUsers: true, ServiceName: 'logs.amazonaws.com' }, []],
  ])('%j', async (input, expected) => expect(who(await list(input))).toEqual(expected));

  it.each([
    [{ UserName: 'Ann', MaxItems: 1 }, 2],
    [{ AllUsers: true, MaxItems: 1 }, 4],
    [{ AllUsers: true, MaxItems: 3 }, 4],
    [{ AllUsers: true, ServiceName: GIT, MaxItems: 1 }, 2],
  ])('page by page: %j', async (input, total) => {
    const all: { ServiceSpecificCredentialId: string }[] = [];
    let Marker: string | undefined;
    do {
      const page = await h.call('ListServiceSpecificCredentials', { ...input, Marker });
      all.push(...page.ServiceSpecificCredentials);
      Marker = page.Marker;
      expect(page.IsTruncated).toBe(Marker !== undefined);
    } while (Marker !== undefined);
    expect(new Set(all.map((one) => one.ServiceSpecificCredentialId)).size).toBe(total);
    expect(all).toHaveLength(total);
  });

  it.each([
    [
      { UserName: 'Ann', AllUsers: true },
      'InvalidInput 400: Cannot list credentials for all users if a username is given',
    ],
    [
      { AllUsers: true, ServiceName: 'sqs.amazonaws.com' },
      'NoSuchEntity 404: No such service sqs.amazonaws.com is supported for Service Specific Credentials',
    ],
    [{ AllUsers: true, ServiceName: 'a b' }, 'ValidationError 400: ServiceName must match [a-zA-Z0-9.-]*'],
    [{ UserName: 'eve' }, 'NoSuchEntity 404: The user with name eve cannot be found.'],
  ])('refuses %j', async (input, expected) =>
    expect(await h.refusal('ListServiceSpecificCredentials', input)).toBe(expected),
  );
});
