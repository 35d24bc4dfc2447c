import { afterAll, describe, expect, test } from 'vitest';
import { iamOperations } from '../../src/iam/service.ts';
import type { OperationFacts } from '../../src/model/facts.ts';
import { ACCOUNT_A, ACCOUNT_B, type Answer, openHouse, policy } from '../house/harness.ts';
import { openStsHouse } from '../house/sts-house.ts';
import { type EntityMember, namesOf, putEntities } from './entities.ts';
import { entityMembersOf, minimalInput } from './inputs.ts';

/**
 * An identifier of another account answers exactly as one that does not exist (security.md C08). Each operation is
 * called with each member that can name an entity naming one of the other account, then one that is nowhere; but for
 * the name and the request id the answers are equal to the byte. What else the request names is there.
 */
describe("attack/C08 another account's entities are as if they were not there", () => {
  const THEIRS = 'theirs';
  const NOWHERE = 'nowher';
  const OWN = 'ofmine';
  let compared = 0;
  afterAll(() => console.log(`${compared} pairs of calls, of ${iamOperations.length} operations`));

  const cases = iamOperations.flatMap(({ facts }) =>
    entityMembersOf(facts).map((member) => [facts.name, member, facts] as const),
  );

  test.each(cases)('%s %s', async (_name, member, facts) => {
    const theirs = await answerTo(facts, member, THEIRS);
    const nowhere = await answerTo(facts, member, NOWHERE);
    expect(theirs).toEqual(nowhere);
    compared++;
    // The same question about one's own is answered otherwise, or nothing would have been compared.
    if (!ALIKE.has(`${facts.name} ${member}`)) expect(await answerTo(facts, member, OWN)).not.toEqual(nowhere);
  });

  /** What root of one account is told; a house of its own, since the call may change it. */
  async function answerTo(facts: OperationFacts, member: EntityMember, word: string) {
    const house = await openHouse();
    await putEntities(house.tools, ACCOUNT_A, 'mine');
    await putEntities(house.tools, ACCOUNT_A, OWN);
    await putEntities(house.tools, ACCOUNT_B, THEIRS);
    const own = word === OWN;
    const names = {
      ...namesOf(ACCOUNT_A, own ? OWN : 'mine'),
      [member]: namesOf(own ? ACCOUNT_A : ACCOUNT_B, word)[member],
    };
    const answer = await house.call(house.rootA, facts.name, minimalInput(facts, names, member), 'iam');
    await house.store.close();
    return { status: answer.status, body: nameless(answer, names[member], word) };
  }

  function nameless({ body }: Answer, name: string, word: string): string {
    return body
      .replaceAll(name, 'NAME')
      .replaceAll(word, 'NAME')
      .replace(/[0-9a-f-]{36}/g, 'ID');
  }
});

/** Where even one's own is answered like nothing. */
const ALIKE = new Map<string, string>([['DeactivateMFADevice SerialNumber', "the device is nobody's"]]);

/**
 * What rightly reaches over to another account, all of it: each says so, and is tested to. Nothing else of STS or IAM does.
 */
describe('attack/C08 what reaches over to another account, and no further', () => {
  const CROSSING = [
    'AssumeRole RoleArn',
    'CreateRole Principal',
    'GetAccessKeyInfo AccessKeyId',
    'AssumeRoot TargetPrincipal',
  ];
  const tested = new Set<string>();
  afterAll(() => expect([...tested].sort()).toEqual([...CROSSING].sort()));
  const crossing = (name: string, work: () => Promise<void>) => {
    tested.add(name);
    test(name, work);
  };
  const theirUser = (name: string) => `arn:aws:iam::${ACCOUNT_B}:user/${name}`;
  const bare = ({ body }: Answer) => body.replace(/<RequestId>[^<]*/, '');

  crossing('AssumeRole RoleArn', async () => {
    const house = await openHouse();
    const ann = await house.user(house.rootA, 'ann');
    await house.allowUser(house.rootA, 'ann', { Action: 'sts:AssumeRole', Resource: '*' });
    const mine = `arn:aws:iam::${ACCOUNT_A}:user/ann`;
    const open = await house.role(house.rootB, 'open', { Principal: { AWS: mine } });
    const shut = await house.role(house.rootB, 'shut', { Principal: { AWS: ACCOUNT_B } });
    expect((await house.assume(ann, open)).status).toBe(200);
    // One that does not trust the caller is as one that is not there.
    const none = shut.replace('/shut', '/none');
    const [refused, missing] = [await house.assume(ann, shut), await house.assume(ann, none)];
    expect([refused.status, bare(refused)]).toEqual([403, bare(missing).replaceAll('/none', '/shut')]);
  });

  crossing('CreateRole Principal', async () => {
    const house = await openHouse();
    await house.user(house.rootB, 'zoe');
    const role = (name: string, user: string) =>
      house.call(house.rootA, 'CreateRole', {
        RoleName: name,
        AssumeRolePolicyDocument: policy({ Action: 'sts:AssumeRole', Principal: { AWS: theirUser(user) } }),
      });
    expect((await role('one', 'zoe')).status).toBe(200);
    expect((await role('two', 'nobody')).code).toBe('MalformedPolicyDocument');
    // No more is told of who is there, and no policy of theirs is read.
    expect((await house.call(house.rootA, 'GetUser', { UserName: 'zoe' })).code).toBe('NoSuchEntity');
  });

  crossing('GetAccessKeyInfo AccessKeyId', async () => {
    const house = await openHouse();
    const theirs = await house.user(house.rootB, 'zoe');
    const info = (AccessKeyId: string) => house.call(house.rootA, 'GetAccessKeyInfo', { AccessKeyId });
    expect((await info(theirs.accessKeyId)).text('Account')).toBe(ACCOUNT_B);
    // What the id says of itself: no word on whether there is such a key.
    await house.must(house.rootB, 'DeleteAccessKey', { UserName: 'zoe', AccessKeyId: theirs.accessKeyId });
    expect((await info(theirs.accessKeyId)).text('Account')).toBe(ACCOUNT_B);
  });

  crossing('AssumeRoot TargetPrincipal', async () => {
    const { house, user, call } = await openStsHouse();
    expect((await call(user, 'AssumeRoot')).status).toBe(200);
    const zoe = await house.user(house.rootB, 'zoe');
    await house.allowUser(house.rootB, 'zoe', { Action: '*', Resource: '*' });
    // From below upwards nobody reaches, and an account that is not there answers alike.
    const toTheManager = await call(zoe, 'AssumeRoot', { TargetPrincipal: ACCOUNT_A });
    const toNobody = await call(zoe, 'AssumeRoot', { TargetPrincipal: '999999999999' });
    expect(toTheManager.code).toBe('AccessDenied');
    expect(bare(toTheManager)).toBe(bare(toNobody).replaceAll('999999999999', ACCOUNT_A));
  });

  test('nothing else of STS: a message, a device and a provider of theirs are as none', async () => {
    const { house, user, call } = await openStsHouse();
    const other = house.tools.denials.seal('{}', ACCOUNT_B)!;
    const altered = `${other.slice(0, -1)}${other.endsWith('A') ? 'B' : 'A'}`;
    const opened = await Promise.all(
      [other, altered].map((EncodedMessage) => call(user, 'DecodeAuthorizationMessage', { EncodedMessage })),
    );
    expect(opened.map(({ code }) => code)).toEqual(Array(2).fill('InvalidAuthorizationMessageException'));
    expect(bare(opened[0]!)).toBe(bare(opened[1]!));

    await putEntities(house.tools, ACCOUNT_B, 'theirs');
    const { SerialNumber } = namesOf(ACCOUNT_B, 'theirs');
    const withDevice = (serial: string) => call(user, 'GetSessionToken', { SerialNumber: serial, TokenCode: '123456' });
    const [theirs, none] = [await withDevice(SerialNumber), await withDevice(`${SerialNumber}x`)];
    expect([theirs.code, bare(theirs)]).toEqual(['AccessDenied', bare(none)]);
  });
});
