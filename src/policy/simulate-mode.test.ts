import { describe, expect, test } from 'vitest';
import { compile, decide, readPolicy } from './index.ts';
import { ACCOUNT, contextOf, documentOf, role, user } from './testing.ts';
import type { Mode, PolicyKind } from './types.ts';

const compiled = (kind: PolicyKind, statement: object, mode: Mode) => {
  const read = readPolicy(documentOf(statement), kind);
  if (!read.ok) throw new Error(read.problem.message);
  return compile(read.policy, { mode });
};

const asked = (context: Readonly<Record<string, string>>) => ({
  action: 's3:GetObject',
  resource: 'arn:aws:s3:::b/k',
  principal: user,
  context: contextOf(context),
});

/** policy.md 9.4: the three places where AWS's simulator decides otherwise than its authorizer. */
describe('a policy compiled for simulation', () => {
  test.each([
    ['NumericNotEquals', ['1'], 'one', true, false],
    ['NumericNotEquals', ['1'], '2', true, true],
    // Dates differ from everything in both.
    ['DateNotEquals', ['2030-01-01'], 'soon', true, true],
    // The comparison ends as false, and is negated: what comes after the malformed operand is never asked.
    ['NotIpAddress', ['not-an-address'], '10.0.0.1', true, true],
    ['NotIpAddress', ['not-an-address', '10.0.0.0/8'], '10.0.0.1', false, true],
    ['NotIpAddress', ['10.0.0.0/8', 'not-an-address'], '10.0.0.1', false, false],
    // The operands are taken in order: an earlier match comes first.
    ['IpAddress', ['10.0.0.0/8', 'not-an-address'], '10.0.0.1', true, true],
    ['IpAddress', ['not-an-address', '10.0.0.0/8'], '10.0.0.1', true, false],
    ['NotIpAddress', ['192.0.2.0/24'], '10.0.0.1', true, true],
    // A variable without value is no malformed operand.
    ['NotIpAddress', ['${aws:PrincipalTag/none}'], '10.0.0.1', true, true],
    ['ArnNotLike', ['arn:aws:s3:::x'], 'arn:aws:s3:::y', true, true],
  ] as const)('%s %j against %j: %s, simulated %s', (operator, operands, value, authorized, simulated) => {
    const statement = { Effect: 'Allow', Action: '*', Resource: '*', Condition: { [operator]: { 'a:key': operands } } };
    const decided = (mode: Mode) =>
      decide({ identity: [compiled('session', statement, mode)], resourceAccount: ACCOUNT }, asked({ 'a:key': value }))
        .allowed;
    expect({ authorized: decided('authorize'), simulated: decided('simulate') }).toEqual({ authorized, simulated });
  });

  test.each([
    [{ AWS: ACCOUNT }, false, true],
    [{ AWS: `arn:aws:iam::${ACCOUNT}:root` }, false, true],
    [{ AWS: '444455556666' }, false, false],
    [{ AWS: user.arn }, true, true],
  ])('a resource policy for %j: %s, simulated %s', (Principal, authorized, simulated) => {
    const statement = { Effect: 'Allow', Principal, Action: 's3:*', Resource: '*' };
    const decided = (mode: Mode) =>
      decide(
        {
          identity: [],
          resource: { policy: compiled('resource', statement, mode), kind: 'resource' },
          resourceAccount: ACCOUNT,
        },
        asked({}),
      ).allowed;
    expect({ authorized: decided('authorize'), simulated: decided('simulate') }).toEqual({ authorized, simulated });
  });

  test('the role behind a session is limited as ever', () => {
    const statement = { Effect: 'Allow', Principal: { AWS: role.entityArn }, Action: 's3:*', Resource: '*' };
    const shut = compiled('boundary', { Effect: 'Allow', Action: 'ec2:*', Resource: '*' }, 'simulate');
    const decision = decide(
      {
        identity: [],
        boundary: [shut],
        resource: { policy: compiled('resource', statement, 'simulate'), kind: 'resource' },
        resourceAccount: ACCOUNT,
      },
      { ...asked({}), principal: role },
    );
    expect(decision).toMatchObject({ allowed: false, layer: 'boundary' });
  });

  test('a trust policy is not loosened', () => {
    const statement = { Effect: 'Allow', Principal: { AWS: ACCOUNT }, Action: 'sts:AssumeRole' };
    const decision = decide(
      {
        identity: [],
        resource: { policy: compiled('trust', statement, 'simulate'), kind: 'trust' },
        resourceAccount: ACCOUNT,
      },
      { ...asked({}), action: 'sts:AssumeRole' },
    );
    expect(decision).toMatchObject({ allowed: false, layer: 'identity' });
  });
});
