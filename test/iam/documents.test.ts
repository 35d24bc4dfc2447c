import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  identityAccepted,
  identityRefused,
  sessionAccepted,
  sessionRefused,
  trustAccepted,
  trustRefused,
} from '../../src/policy/document-tables.testing.ts';
import { ACCOUNT_A, type Credentials, type House, openHouse } from '../house/harness.ts';

/** Accepted and refused policy documents, over the wire, by every operation that takes one of their kind. */
describe('policy documents', () => {
  let house: House;
  let ann: Credentials;
  let count = 0;
  beforeAll(async () => {
    house = await openHouse();
    ann = await house.user(house.rootA, 'ann');
    await house.must(house.rootA, 'CreateGroup', { GroupName: 'ops' });
    await house.role(house.rootA, 'r', { Principal: { AWS: `arn:aws:iam::${ACCOUNT_A}:user/ann` } });
    await house.must(house.rootA, 'CreateUser', { UserName: 'b', Path: '/a/' });
    await house.must(house.rootA, 'CreatePolicy', { PolicyName: 'versioned', PolicyDocument: identityAccepted[0]![1] });
  });
  afterAll(() => console.log(`${count} documents over the wire`));

  type Document = readonly [name: string, document: string, refusal?: string];

  /** What each way answers: nothing for an accepted document, the sentence for a refused one. */
  async function answers(ways: readonly Way[], document: string): Promise<readonly (string | undefined)[]> {
    const given: (string | undefined)[] = [];
    for (const { action, parameters, undo } of ways) {
      const who = action === 'AssumeRole' ? ann : house.rootA;
      const { status, code, message } = await house.call(who, action, parameters(document));
      if (status === 200) await undo?.();
      else expect([status, code]).toEqual([400, 'MalformedPolicyDocument']);
      given.push(message);
    }
    count++;
    return given;
  }

  interface Way {
    readonly action: string;
    readonly parameters: (document: string) => Record<string, string>;
    readonly undo?: () => Promise<unknown>;
  }

  const arn = `arn:aws:iam::${ACCOUNT_A}:policy`;
  const root = (action: string, parameters: Record<string, string>) => () =>
    house.must(house.rootA, action, parameters);
  const inline = (action: string, owner: Record<string, string>): Way => ({
    action: `Put${action}Policy`,
    parameters: (PolicyDocument) => ({ ...owner, PolicyName: 'p', PolicyDocument }),
  });
  const identity: readonly Way[] = [
    inline('User', { UserName: 'ann' }),
    inline('Group', { GroupName: 'ops' }),
    inline('Role', { RoleName: 'r' }),
    {
      action: 'CreatePolicy',
      parameters: (PolicyDocument) => ({ PolicyName: 'new', PolicyDocument }),
      undo: root('DeletePolicy', { PolicyArn: `${arn}/new` }),
    },
    {
      action: 'CreatePolicyVersion',
      parameters: (PolicyDocument) => ({ PolicyArn: `${arn}/versioned`, PolicyDocument }),
      undo: async () => {
        const [newest] = [
          ...(await house.must(house.rootA, 'ListPolicyVersions', { PolicyArn: `${arn}/versioned` })).body.matchAll(
            /<VersionId>(v\d+)</g,
          ),
        ];
        await house.must(house.rootA, 'DeletePolicyVersion', { PolicyArn: `${arn}/versioned`, VersionId: newest![1]! });
      },
    },
  ];
  const trust: readonly Way[] = [
    {
      action: 'CreateRole',
      parameters: (AssumeRolePolicyDocument) => ({ RoleName: 'new', AssumeRolePolicyDocument }),
      undo: root('DeleteRole', { RoleName: 'new' }),
    },
    {
      action: 'UpdateAssumeRolePolicy',
      parameters: (PolicyDocument) => ({ RoleName: 'trusting', PolicyDocument }),
    },
  ];
  const session: readonly Way[] = [
    {
      action: 'AssumeRole',
      parameters: (Policy) => ({
        RoleArn: `arn:aws:iam::${ACCOUNT_A}:role/r`,
        RoleSessionName: 'test-session',
        Policy,
      }),
    },
  ];

  /** What never gets as far as the grammar: the parameter's own constraints refuse it (policy.md 1.1). */
  const isParameter = ([, document]: Document) => document !== '' && !/[^\t\n\r\x20-\xff]/.test(document);

  test('are at least 120', () =>
    expect(
      [identityAccepted, identityRefused, trustAccepted, trustRefused, sessionAccepted, sessionRefused]
        .flat()
        .filter((row) => isParameter(row as Document)).length,
    ).toBeGreaterThanOrEqual(120));

  test.each(identityAccepted.filter(isParameter))('identity, accepted: %s', async (_name, document) =>
    expect(await answers(identity, document)).toEqual(identity.map(() => undefined)),
  );
  test.each(identityRefused.filter(isParameter))('identity, refused: %s', async (_name, document, refusal) =>
    expect(await answers(identity, document)).toEqual(identity.map(() => refusal)),
  );
  test.each(trustAccepted.filter(isParameter))('trust, accepted: %s', async (_name, document) => {
    await house.call(house.rootA, 'CreateRole', {
      RoleName: 'trusting',
      AssumeRolePolicyDocument: trustAccepted[0]![1],
    });
    expect(await answers(trust, document)).toEqual(trust.map(() => undefined));
  });
  test.each(trustRefused.filter(isParameter))('trust, refused: %s', async (_name, document, refusal) =>
    expect(await answers(trust, document)).toEqual(trust.map(() => refusal)),
  );
  test.each(sessionAccepted.filter(isParameter))('session, accepted: %s', async (_name, document) =>
    expect(await answers(session, document)).toEqual([undefined]),
  );
  test.each(sessionRefused.filter(isParameter))('session, refused: %s', async (_name, document, refusal) =>
    expect(await answers(session, document)).toEqual([refusal]),
  );
});
