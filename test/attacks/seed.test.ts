import { beforeAll, describe, expect, it } from 'vitest';
import { accessKeyId, secretAccessKey } from '../../src/base/identifiers.ts';
import { seedText } from '../../src/mfa/seed.ts';
import { apply, exportSeed, readSeed, SeedRefusal } from '../../src/seed/index.ts';
import { ACCOUNT_A, ACCOUNT_B, type House, openHouse } from '../house/harness.ts';

/** A seed comes from an operator, and perhaps from a file that somebody else has written: it holds no record that no operation would make. */

let house: House;
let victimKey: string;
let victimDevice: string;
let victimId: string;
let keyOfA: string;
let secret: string;
let seed: string;
beforeAll(async () => {
  house = await openHouse();
  victimKey = (await house.user(house.rootA, 'victim')).accessKeyId;
  victimId = (await house.store.users.byName(ACCOUNT_A, 'victim'))!.id;
  victimDevice = (await house.must(house.rootA, 'CreateVirtualMFADevice', { VirtualMFADeviceName: 'phone' })).text(
    'SerialNumber',
  )!;
  await house.must(house.rootA, 'CreateGroup', { GroupName: 'staff' });
  await house.must(house.rootB, 'CreateAccountAlias', { AccountAlias: 'theirs' });
  await house.must(house.rootB, 'CreatePolicy', { PolicyName: 'theirs', PolicyDocument: ANYTHING });
  keyOfA = accessKeyId('AKIA', ACCOUNT_A, house.entropy);
  secret = secretAccessKey(house.entropy);
  seed = seedText(house.entropy.bytes(20));
});

const ANYTHING = '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}';
const TRUST = `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":"${ACCOUNT_A}"},"Action":"sts:AssumeRole"}}`;
const trusting = (arn: string) => TRUST.replace(`"${ACCOUNT_A}"`, JSON.stringify(arn));

/** What a seed asks for beside the hostile part: it would be welcome to an attacker too. */
const account = (hostile: object) => ({ users: { mallory: { 'inline-policies': { all: ANYTHING } } }, ...hostile });
const inA = (hostile: object) => ({ rolecall: 1, accounts: { [ACCOUNT_A]: account(hostile) } });
const user = (hostile: object) => inA({ users: { aaron: {}, mallory: hostile } });
const role = (hostile: object) => inA({ roles: { mallory: { trust: TRUST, ...hostile } } });
const keys = (hostile: object) => user({ 'access-keys': [{ id: keyOfA, secret, ...hostile }] });

describe('attack/C02 imported records that nobody authorised', () => {
  it.each<[string, () => object, RegExp]>([
    ['the unique id of another user', () => user({ id: victimId }), /no such member: `id`/],
    ['a unique id for a role', () => role({ id: 'AROAEXAMPLE' }), /no such member: `id`/],
    ['a unique id for a policy', () => inA({ policies: { p: { document: ANYTHING, id: 'ANPA' } } }), /no such member/],
    ['the MAC of a row', () => user({ mac: 'AAAA' }), /no such member: `mac`/],
    ['an account of its own', () => user({ account: ACCOUNT_B }), /no such member: `account`/],
    ['a date in the past', () => user({ 'created-at': 0 }), /no such member/],
    ['a key with another account', () => keys({ account: ACCOUNT_B }), /no such member/],
    ['a key with another owner', () => keys({ 'user-id': victimId }), /no such member/],
    ['a key that is sealed already', () => keys({ 'sealed-secret': 'x' }), /no such member/],
    [
      'a key under the number of another account',
      () => keys({ id: accessKeyId('AKIA', ACCOUNT_B, house.entropy) }),
      /is not an access key id of account/,
    ],
    ['a key of the root', () => keys({ id: house.rootA.accessKeyId }), /is somebody else's/],
    ['a key of another user', () => keys({ id: victimKey }), /is somebody else's/],
    ['a session key', () => keys({ id: keyOfA.replace('AKIA', 'ASIA') }), /an access key id is `AKIA`/],
    ['a secret that can be guessed', () => keys({ secret: 'secret' }), /is not 40 letters/],
    ['an empty secret', () => keys({ secret: '' }), /at least 1 characters/],
    ['a secret that nobody gave', () => keys({ secret: { env: 'HOME' } }), /the secret env HOME is missing/],
    [
      'more keys than anybody may have',
      () =>
        user({
          'access-keys': Array.from({ length: 3 }, () => ({
            id: accessKeyId('AKIA', ACCOUNT_A, house.entropy),
            secret,
          })),
        }),
      /Cannot exceed quota for AccessKeysPerUser: 2/,
    ],
    ['a device of somebody else', () => user({ 'mfa-devices': { phone: { seed } } }), /is there already/],
    [
      'a device of somebody else, as a hardware token',
      () => user({ 'mfa-devices': { [`hardware/${victimDevice}`]: { seed } } }),
      /cannot be a name here/,
    ],
    ['a short seed', () => user({ 'mfa-devices': { own: { seed: 'MFRGG' } } }), /at least 16 bytes/],
    ['a password for a hash', () => user({ 'login-profile': { 'password-hash': 'hunter2' } }), /not a scrypt hash/],
    [
      'a hash that takes hours to verify',
      () => user({ 'login-profile': { 'password-hash': `$scrypt$ln=30,r=8,p=1$${'A'.repeat(22)}$${'A'.repeat(43)}` } }),
      /not a scrypt hash/,
    ],
    ['a tag of AWS', () => user({ tags: { 'AWS:admin': 'yes' } }), /aws: prefixed tag key names are not allowed/],
    ['a role that no policy of the organization limits', () => role({ path: '/aws-service-role/x/' }), /CreateRole: /],
    ['trust with bindings of its own', () => role({ bindings: { x: victimId } }), /no such member/],
    ['trust in a unique id', () => role({ trust: trusting(victimId) }), /Invalid principal in policy/],
    [
      'trust in somebody who does not exist yet',
      () => role({ trust: trusting(`arn:aws:iam::${ACCOUNT_A}:user/later`) }),
      /Invalid principal in policy/,
    ],
    ['a policy that is none', () => user({ 'inline-policies': { p: '{}' } }), /Syntax errors in policy/],
    ['a policy with a principal', () => user({ 'inline-policies': { p: TRUST } }), /\bPolicy\b|policy/],
    [
      'a policy of another account',
      () => user({ 'attached-policies': [`arn:aws:iam::${ACCOUNT_B}:policy/theirs`] }),
      /does not exist or is not attachable/,
    ],
    [
      'a boundary of another account',
      () => user({ boundary: `arn:aws:iam::${ACCOUNT_B}:policy/theirs` }),
      /does not exist or is not attachable/,
    ],
    ['a group that is not there', () => user({ groups: ['admins'] }), /AddUserToGroup: /],
    ['the alias of another account', () => inA({ alias: 'theirs' }), /already exists/],
    ['a name that is a path', () => inA({ users: { '../victim': {} } }), /cannot be a name here/],
    ['a name that is a prototype', () => JSON.parse(`{"rolecall":1,"accounts":{"__proto__":{}}}`), /cannot be a name/],
    ['an account of AWS', () => ({ rolecall: 1, accounts: { aws: account({}) } }), /cannot be a name here/],
    [
      'a provider without TLS',
      () => inA({ 'oidc-providers': { 'http://idp.example': { 'client-ids': ['x'] } } }),
      /CreateOpenIDConnectProvider: /,
    ],
    [
      'an organization with accounts of others',
      () => ({
        ...inA({}),
        organization: { 'management-account': ACCOUNT_A, root: { accounts: { '999999999999': {} } } },
      }),
      /account 999999999999 is not in this store/,
    ],
    [
      'a policy of its own in the place of FullAWSAccess',
      () => ({
        ...inA({}),
        organization: {
          'management-account': ACCOUNT_A,
          policies: { FullAWSAccess: { type: 'service', document: ANYTHING } },
        },
      }),
      /is AWS's own/,
    ],
    [
      'a resource control policy that allows',
      () => ({
        ...inA({}),
        organization: {
          'management-account': ACCOUNT_A,
          policies: { open: { type: 'resource', document: ANYTHING.replace('"Action"', '"Principal":"*","Action"') } },
        },
      }),
      /Syntax errors in policy/,
    ],
    [
      'a delegated administrator from outside',
      () => ({
        ...inA({}),
        organization: { 'management-account': ACCOUNT_A, 'delegated-administrators': [ACCOUNT_B] },
      }),
      /is no member of the organization/,
    ],
  ])('%s is refused, and nothing that stands beside it is done', async (_label, hostile, refusal) => {
    const before = [await exportSeed(house.store, {}), await house.store.sequence()];
    const text = JSON.stringify(hostile());
    expect(await refusalOf(text)).toMatch(refusal);
    expect([await exportSeed(house.store, {}), await house.store.sequence()]).toEqual(before);
    expect((await house.store.mfa.bySerial(victimDevice))?.userId).toBeUndefined();
  });

  it('the part that stands beside it would have been done', async () => {
    const other = await openHouse();
    const read = readSeed(JSON.stringify(inA({})));
    if (!read.ok) throw new Error('does not read');
    await apply({ read, prune: false, secrets: new Map() }, other.tools);
    expect(await other.store.users.byName(ACCOUNT_A, 'mallory')).toBeDefined();
  });
});

describe('attack/C05 an export that holds more than anybody may read', () => {
  it('has no secret in it, nor a unique id, unless it is asked for them by who holds the key file', async () => {
    const { accessKeyId: id, secretAccessKey } = await house.user(house.rootA, 'keyed');
    const plain = await exportSeed(house.store, {});
    for (const hidden of [id, secretAccessKey, victimId, house.rootA.accessKeyId]) expect(plain).not.toContain(hidden);
    expect(plain).not.toMatch(/\b(?:AIDA|AROA|ANPA|AKIA|ASIA)[A-Z0-9]{16}/);
    const whole = await exportSeed(house.store, { secrets: house.tools.secrets });
    expect(whole).toContain(secretAccessKey);
    expect(whole).not.toContain(victimId);
  });
});

async function refusalOf(text: string): Promise<string> {
  const read = readSeed(text);
  if (!read.ok) return read.problems.map(({ message }) => message).join('\n');
  const thrown = await apply({ read, prune: false, secrets: new Map() }, house.tools).then(
    () => 'applied',
    (error: unknown) => error,
  );
  if (!(thrown instanceof SeedRefusal)) throw thrown;
  return thrown.message;
}
