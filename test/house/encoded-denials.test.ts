import { describe, expect, it } from 'vitest';
import { ACCOUNT_A, ACCOUNT_B, type Answer, openHouse, policy } from './harness.ts';

const SAYS = ' Encoded authorization failure message: ';
const messageIn = (answer: Answer): string => answer.message!.split(SAYS)[1]!;

describe('reasons of a denial, for sts:DecodeAuthorizationMessage', async () => {
  const house = await openHouse({ encodeDenials: true });
  const alice = await house.user(house.rootA, 'alice');
  const denied = await house.call(alice, 'ListUsers');
  const decode = (who: typeof alice, EncodedMessage: string) =>
    house.call(who, 'DecodeAuthorizationMessage', { EncodedMessage });
  const reasonsOf = async (answer: Answer) =>
    JSON.parse((await decode(house.rootA, messageIn(answer))).text('DecodedMessage')!);

  it('end the sentence, in no more characters than AWS takes', () => {
    expect(denied.message).toMatch(/ action Encoded authorization failure message: [\w-]+$/);
    expect(messageIn(denied).length).toBeLessThanOrEqual(10_240);
  });

  it('are those that AWS documents', async () => {
    const decoded = (await decode(house.rootA, messageIn(denied))).text('DecodedMessage')!;
    expect(decoded).toMatch(/^\{"allowed":false,"explicitDeny":false,"matchedStatements":\{"items":\[\]\}.*\}$/);
    const { context, failures } = JSON.parse(decoded);
    expect(failures).toEqual({ items: [] });
    expect(context).toMatchObject({
      principal: { name: 'alice', arn: `arn:aws:iam::${ACCOUNT_A}:user/alice` },
      action: 'iam:ListUsers',
      resource: `arn:aws:iam::${ACCOUNT_A}:user/`,
    });
    expect(context.principal.id).toMatch(/^AIDA/);
    expect(context.conditions.items).toContainEqual({ key: 'aws:username', values: { items: [{ value: 'alice' }] } });
  });

  it('name the statement of an explicit deny, and no other', async () => {
    const statement = {
      Sid: 'No',
      Effect: 'Deny',
      Action: ['iam:ListRoles', 'iam:GetRole'],
      Resource: '*',
      Condition: { StringEquals: { 'aws:username': ['alice', 'bob'] } },
    };
    const document = policy({ Action: '*', Resource: '*' }, statement);
    const bob = await house.user(house.rootA, 'bob');
    await house.must(house.rootA, 'PutUserPolicy', { UserName: 'bob', PolicyName: 'p', PolicyDocument: document });
    const reasons = await reasonsOf(await house.call(bob, 'ListRoles'));
    expect(reasons.explicitDeny).toBe(true);
    expect(reasons.matchedStatements.items).toEqual([
      {
        statementId: 'No',
        effect: 'DENY',
        principals: { items: [{ value: reasons.context.principal.id }] },
        principalGroups: { items: [] },
        actions: { items: [{ value: 'iam:ListRoles' }, { value: 'iam:GetRole' }] },
        resources: { items: [{ value: '*' }] },
        conditions: { items: [{ key: 'aws:username', values: { items: [{ value: 'alice' }, { value: 'bob' }] } }] },
      },
    ]);
  });

  it('open only for a principal of the account, who may', async () => {
    const message = messageIn(denied);
    expect((await decode(alice, message)).code).toBe('AccessDenied');
    const other = await decode(house.rootB, message);
    expect([other.status, other.code, other.message]).toEqual([
      400,
      'InvalidAuthorizationMessageException',
      'Message is not valid',
    ]);
    await house.allowUser(house.rootA, 'alice', { Action: 'sts:DecodeAuthorizationMessage', Resource: '*' });
    expect((await decode(alice, message)).status).toBe(200);
  });

  it('open for nothing that is altered, or is another sealed thing', async () => {
    const message = messageIn(denied);
    const { rootA } = house;
    const session = await house.must(alice, 'GetSessionToken');
    const others = [
      ...Array.from({ length: 40 }, (_, n) => {
        const bytes = Buffer.from(message, 'base64url');
        const at = Math.floor((n * bytes.length) / 40);
        bytes[at] = bytes[at]! ^ (1 << (n % 8));
        return bytes.toString('base64url');
      }),
      message.slice(0, -1),
      `${message}A`,
      `${message}=`,
      ` ${message}`,
      Buffer.from(message, 'base64url').toString('base64'),
      session.text('SessionToken')!,
      house.tools.markers.seal('x', ACCOUNT_A),
      'x',
    ];
    const answers = await Promise.all(others.map((one) => decode(rootA, one)));
    expect(answers.filter(({ code }) => code !== 'InvalidAuthorizationMessageException')).toEqual([]);
  });

  it('tell of AssumeRole as much of a role that is there as of one that is not (J07)', async () => {
    await house.role(
      house.rootB,
      'there',
      {
        Effect: 'Deny',
        Principal: '*',
      },
      { 'Tags.member.1.Key': 'secret', 'Tags.member.1.Value': 'x'.repeat(200) },
    );
    await house.allowUser(house.rootA, 'alice', { Action: 'sts:*', Resource: '*' });
    const [there, gone] = await Promise.all(
      ['there', 'gones'].map((name) => house.assume(alice, `arn:aws:iam::${ACCOUNT_B}:role/${name}`)),
    );
    expect(messageIn(there!).length).toBe(messageIn(gone!).length);
    const withoutName = (reasons: object) => JSON.stringify(reasons).replaceAll(/role\/(there|gones)/g, 'role');
    expect(withoutName(await reasonsOf(there!))).toBe(withoutName(await reasonsOf(gone!)));
  });

  it('leave out the context where it would not fit', async () => {
    const carol = await house.user(house.rootA, 'carol');
    for (let n = 0; n < 50; n++) {
      const tag = { 'Tags.member.1.Key': `${'k'.repeat(100)}${n}`, 'Tags.member.1.Value': 'v'.repeat(256) };
      await house.must(house.rootA, 'TagUser', { UserName: 'carol', ...tag });
    }
    const answer = await house.call(carol, 'ListUsers');
    expect(messageIn(answer).length).toBeLessThanOrEqual(10_240);
    expect((await reasonsOf(answer)).context.conditions).toEqual({ items: [] });
  });

  it('expire after a day', async () => {
    house.clock.advance(86_399_000);
    expect((await decode(house.rootA, messageIn(denied))).status).toBe(200);
    house.clock.advance(1000);
    expect((await decode(house.rootA, messageIn(denied))).code).toBe('InvalidAuthorizationMessageException');
  });

  it('are nowhere unless somebody wants them', async () => {
    const plain = await openHouse();
    const bob = await plain.user(plain.rootA, 'bob');
    expect((await plain.call(bob, 'ListUsers')).message).not.toContain('Encoded');
  });
});
