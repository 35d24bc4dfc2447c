import { beforeAll, describe, expect, it } from 'vitest';
import { ACCOUNT_A, type Credentials, type House, openHouse, policy } from './harness.ts';

const USER = `arn:aws:iam::${ACCOUNT_A}:user/ann`;
const KEY = 'arn:aws:s3:::bucket/key';

let h: House;
let ann: Credentials;

beforeAll(async () => {
  h = await openHouse();
  ann = await h.user(h.rootA, 'ann');
  await h.allowUser(h.rootA, 'ann', {
    Action: 's3:*',
    Resource: 'arn:aws:s3:::bucket/*',
    Condition: { Bool: { 'aws:SecureTransport': 'true' } },
  });
});

/** What clients see of a simulation. */
describe('simulation over the wire', () => {
  it('answers in the shape of AWS', async () => {
    const answer = await h.must(h.rootA, 'SimulatePrincipalPolicy', {
      PolicySourceArn: USER,
      'ActionNames.member.1': 's3:GetObject',
      'ResourceArns.member.1': KEY,
      'ContextEntries.member.1.ContextKeyName': 'aws:SecureTransport',
      'ContextEntries.member.1.ContextKeyType': 'boolean',
      'ContextEntries.member.1.ContextKeyValues.member.1': 'true',
    });
    const found = answer.body.replace(/\n\s*/g, '').replace(/<ResponseMetadata>.*/, '');
    const matched =
      '<MatchedStatements><member><SourcePolicyId>user_ann_allowed</SourcePolicyId><SourcePolicyType>IAM Policy</SourcePolicyType>' +
      '<StartPosition><Line>1</Line><Column>38</Column></StartPosition><EndPosition><Line>1</Line><Column>159</Column></EndPosition></member></MatchedStatements>';
    expect(found).toBe(
      '<SimulatePrincipalPolicyResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><SimulatePrincipalPolicyResult>' +
        '<EvaluationResults><member><EvalActionName>s3:GetObject</EvalActionName>' +
        `<EvalResourceName>${KEY}</EvalResourceName><EvalDecision>allowed</EvalDecision>${matched}<MissingContextValues/>` +
        '<OrganizationsDecisionDetail><AllowedByOrganizations>true</AllowedByOrganizations></OrganizationsDecisionDetail>' +
        '<EvalDecisionDetails/>' +
        `<ResourceSpecificResults><member><EvalResourceName>${KEY}</EvalResourceName><EvalResourceDecision>allowed</EvalResourceDecision>` +
        `${matched}<MissingContextValues/><EvalDecisionDetails/></member></ResourceSpecificResults>` +
        '</member></EvaluationResults><IsTruncated>false</IsTruncated></SimulatePrincipalPolicyResult>',
    );
  });

  it('what it says agrees with what happens', async () => {
    const simulate = async (action: string) =>
      (
        await h.must(h.rootA, 'SimulatePrincipalPolicy', { PolicySourceArn: USER, 'ActionNames.member.1': action })
      ).text('EvalDecision');
    expect(await simulate('iam:ListUsers')).toBe('implicitDeny');
    expect((await h.call(ann, 'ListUsers')).code).toBe('AccessDenied');
    await h.must(h.rootA, 'PutUserPolicy', {
      UserName: 'ann',
      PolicyName: 'list',
      PolicyDocument: policy({ Action: 'iam:ListUsers', Resource: '*' }),
    });
    expect(await simulate('iam:ListUsers')).toBe('allowed');
    await h.must(ann, 'ListUsers');
    await h.must(h.rootA, 'DeleteUserPolicy', { UserName: 'ann', PolicyName: 'list' });
  });

  it.each([
    ['SimulateCustomPolicy', '*'],
    ['GetContextKeysForCustomPolicy', '*'],
    ['SimulatePrincipalPolicy', USER],
    ['GetContextKeysForPrincipalPolicy', USER],
  ])('%s needs permission on %s', async (action, resource) => {
    const document = policy({ Action: '*', Resource: '*' });
    const parameters = {
      ...(resource === '*' ? { 'PolicyInputList.member.1': document } : { PolicySourceArn: USER }),
      ...(action.startsWith('Simulate') && { 'ActionNames.member.1': 's3:GetObject' }),
    };
    const refused = await h.call(ann, action, parameters);
    expect(refused.message).toBe(
      `User: ${USER} is not authorized to perform: iam:${action} on resource: ${resource} because no identity-based policy allows the iam:${action} action`,
    );
    const PolicyDocument = policy({ Action: `iam:${action}`, Resource: resource });
    await h.must(h.rootA, 'PutUserPolicy', { UserName: 'ann', PolicyName: action, PolicyDocument });
    await h.must(ann, action, parameters);
    await h.must(h.rootA, 'DeleteUserPolicy', { UserName: 'ann', PolicyName: action });
  });

  it('refuses in AWS’s words', async () => {
    const refused = await h.call(h.rootA, 'SimulatePrincipalPolicy', {
      PolicySourceArn: `arn:aws:iam::${ACCOUNT_A}:user/nobody`,
      'ActionNames.member.1': 's3:GetObject',
    });
    expect([refused.status, refused.code]).toEqual([404, 'NoSuchEntity']);
    const invalid = await h.call(h.rootA, 'SimulateCustomPolicy', {
      'PolicyInputList.member.1': policy({ Action: '*', Resource: '*' }),
      'ActionNames.member.1': 's3:GetObject',
      'ContextEntries.member.1.ContextKeyName': 'aws:SecureTransport',
      'ContextEntries.member.1.ContextKeyType': 'numeric',
      'ContextEntries.member.1.ContextKeyValues.member.1': 'true',
    });
    expect([invalid.status, invalid.code, invalid.message]).toEqual([
      400,
      'InvalidInput',
      'Invalid context value for key aws:SecureTransport: expected numeric format.',
    ]);
  });

  it.each([
    ['one question that takes too much', 2980, 14_000, 1],
    ['many questions that take a little less each', 1000, 9_000, 40],
  ])('gives up, and says so, on %s', async (_label, patternLength, valueLength, questions) => {
    const patterns = ['b', 'c'].map((end) => `*${'a'.repeat(patternLength)}${end}*`);
    const document = policy({ Action: 's3:*', Resource: '*', Condition: { StringLike: { 'test:key': patterns } } });
    const answer = await h.call(h.rootA, 'SimulateCustomPolicy', {
      'PolicyInputList.member.1': document,
      ...Object.fromEntries(Array.from({ length: questions }, (_, i) => [`ActionNames.member.${i + 1}`, `s3:Get${i}`])),
      'ContextEntries.member.1.ContextKeyName': 'test:key',
      'ContextEntries.member.1.ContextKeyType': 'string',
      'ContextEntries.member.1.ContextKeyValues.member.1': 'a'.repeat(valueLength),
    });
    expect([answer.status, answer.code]).toEqual([400, 'InvalidInput']);
    expect(answer.message).toMatch(/^The policies and values take too much comparing for one simulation/);
  });

  it('changes nothing', async () => {
    const before = await h.store.sequence();
    await h.must(h.rootA, 'SimulateCustomPolicy', {
      'PolicyInputList.member.1': policy({ Action: '*', Resource: '*' }),
      'ActionNames.member.1': 'iam:DeleteUser',
    });
    await h.must(h.rootA, 'GetContextKeysForPrincipalPolicy', { PolicySourceArn: USER });
    expect(await h.store.sequence()).toBe(before);
  });
});

/** What both simulations take, SimulatePrincipalPolicy too: its own policies come beside. */
describe('parameters of SimulatePrincipalPolicy', () => {
  const ask = async (more: Record<string, string>) => {
    const answer = await h.call(h.rootA, 'SimulatePrincipalPolicy', {
      PolicySourceArn: USER,
      'ActionNames.member.1': 's3:GetObject',
      'ResourceArns.member.1': KEY,
      'ContextEntries.member.1.ContextKeyName': 'aws:SecureTransport',
      'ContextEntries.member.1.ContextKeyType': 'boolean',
      'ContextEntries.member.1.ContextKeyValues.member.1': 'true',
      ...more,
    });
    return answer.status === 200 ? answer.text('EvalDecision') : `${answer.code}: ${answer.message}`;
  };
  const ec2 = policy({ Action: 'ec2:*', Resource: '*' });
  const s3 = policy({ Action: 's3:*', Resource: '*' });
  const bucket = policy({ Action: 's3:*', Resource: '*', Principal: { AWS: USER } });
  const elsewhere = { 'ResourceArns.member.1': 'arn:aws:s3:::other/key', ResourcePolicy: bucket, CallerArn: USER };
  const owner = { ResourceOwner: 'arn:aws:iam::444455556666:root' };

  it.each([
    ['nothing more', {}, 'allowed'],
    ['a boundary that holds it', { 'PermissionsBoundaryPolicyInputList.member.1': s3 }, 'allowed'],
    ['a boundary that does not', { 'PermissionsBoundaryPolicyInputList.member.1': ec2 }, 'implicitDeny'],
    [
      'a policy more',
      { 'PolicyInputList.member.1': policy({ Effect: 'Deny', Action: '*', Resource: '*' }) },
      'explicitDeny',
    ],
    ['a resource that lets in by itself', elsewhere, 'allowed'],
    ['the same of another account, where both have to', { ...elsewhere, ...owner }, 'implicitDeny'],
    [
      'an EC2 scenario',
      { ResourceHandlingOption: 'EC2-VPC-EBS' },
      /^InvalidInput: ResourceHandlingOption is not supported/,
    ],
  ] as const)('%s', async (_what, more, expected) => {
    const found = await ask(more);
    if (typeof expected === 'string') expect(found).toBe(expected);
    else expect(found).toMatch(expected);
  });
});
