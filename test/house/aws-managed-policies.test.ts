import { beforeAll, describe, expect, it } from 'vitest';
import { ACCOUNT_A, type Credentials, type House, openHouse, policy } from './harness.ts';

const aws = (resource: string) => `arn:aws:iam::aws:policy/${resource}`;
const READ = aws('ReadOnlyAccess');
const ANN = `arn:aws:iam::${ACCOUNT_A}:user/ann`;
const everything = { Action: '*', Resource: '*' };

let h: House;
let ann: Credentials;
let bob: Credentials;

beforeAll(async () => {
  h = await openHouse();
  ann = await h.user(h.rootA, 'ann');
  bob = await h.user(h.rootA, 'bob');
  await h.allowUser(h.rootA, 'bob', everything);
  await h.must(h.rootA, 'AttachUserPolicy', { UserName: 'ann', PolicyArn: READ });
});

describe('attached to a user', () => {
  it('allows what it says, and nothing else', async () => {
    expect((await h.must(ann, 'ListUsers')).body).toContain(ANN);
    expect((await h.call(ann, 'CreateUser', { UserName: 'eve' })).message).toBe(
      `User: ${ANN} is not authorized to perform: iam:CreateUser on resource: arn:aws:iam::${ACCOUNT_A}:user/eve ` +
        'because no identity-based policy allows the iam:CreateUser action',
    );
  });

  it('in force and out of force at once', async () => {
    const eve = await h.user(h.rootA, 'eve');
    expect((await h.call(eve, 'ListUsers')).status).toBe(403);
    await h.must(h.rootA, 'AttachUserPolicy', { UserName: 'eve', PolicyArn: aws('job-function/SupportUser') });
    await h.must(h.rootA, 'AttachUserPolicy', { UserName: 'eve', PolicyArn: READ });
    expect((await h.call(eve, 'ListUsers')).status).toBe(200);
    await h.must(h.rootA, 'DetachUserPolicy', { UserName: 'eve', PolicyArn: READ });
    await h.must(h.rootA, 'DetachUserPolicy', { UserName: 'eve', PolicyArn: aws('job-function/SupportUser') });
    expect((await h.call(eve, 'ListUsers')).status).toBe(403);
  });

  it('a simulation names it', async () => {
    const answer = await h.must(h.rootA, 'SimulatePrincipalPolicy', {
      PolicySourceArn: ANN,
      'ActionNames.member.1': 'iam:ListUsers',
    });
    expect(answer.text('EvalDecision')).toBe('allowed');
    expect(answer.text('SourcePolicyId')).toBe('ReadOnlyAccess');
    const without = await h.must(h.rootA, 'SimulatePrincipalPolicy', {
      PolicySourceArn: ANN,
      'ActionNames.member.1': 'iam:ListUsers',
      'PolicyExclusionList.member.1.PolicyType': 'aws-managed',
    });
    expect(without.text('EvalDecision')).toBe('implicitDeny');
    const keys = await h.must(h.rootA, 'GetContextKeysForPrincipalPolicy', { PolicySourceArn: ANN });
    expect(keys.status).toBe(200);
  });
});

it('as a boundary it limits', async () => {
  await h.must(h.rootA, 'PutUserPermissionsBoundary', { UserName: 'bob', PermissionsBoundary: READ });
  expect((await h.call(bob, 'ListUsers')).status).toBe(200);
  expect((await h.call(bob, 'CreateUser', { UserName: 'x' })).message).toMatch(
    /because no permissions boundary allows the iam:CreateUser action$/,
  );
  const simulated = await h.must(h.rootA, 'SimulatePrincipalPolicy', {
    PolicySourceArn: `arn:aws:iam::${ACCOUNT_A}:user/bob`,
    'ActionNames.member.1': 'iam:CreateUser',
  });
  expect(simulated.text('AllowedByPermissionsBoundary')).toBe('false');
  await h.must(h.rootA, 'DeleteUserPermissionsBoundary', { UserName: 'bob' });
  expect((await h.call(bob, 'CreateUser', { UserName: 'x' })).status).toBe(200);
});

describe('as a session policy', () => {
  let role: string;
  beforeAll(async () => {
    role = await h.role(h.rootA, 'wide', { Principal: { AWS: ACCOUNT_A } });
    await h.allowRole(h.rootA, 'wide', everything);
  });

  it('limits the session', async () => {
    const session = await h.assumed(bob, role, { 'PolicyArns.member.1.arn': READ });
    expect((await h.call(session, 'ListUsers')).status).toBe(200);
    expect((await h.call(session, 'CreateUser', { UserName: 'y' })).message).toMatch(
      /because no session policy allows the iam:CreateUser action$/,
    );
  });

  it('has to exist', async () => {
    const arn = aws('NoSuchAccess');
    const refused = await h.assume(bob, role, { 'PolicyArns.member.1.arn': arn });
    expect([refused.code, refused.message]).toEqual([
      'ValidationError',
      `Policy ${arn} does not exist or is not attachable.`,
    ]);
  });
});

describe('permission', () => {
  it.each(['user/bob', 'root'])('to change one nobody has, not even %s', async (who) => {
    const action = 'DeletePolicy';
    const refused = await h.call(who === 'root' ? h.rootA : bob, action, { PolicyArn: READ });
    expect([refused.status, refused.code, refused.message]).toEqual([
      403,
      'AccessDenied',
      `User: arn:aws:iam::${ACCOUNT_A}:${who} is not authorized to perform: iam:${action} on resource: ${READ} ` +
        `because no resource-based policy allows the iam:${action} action`,
    ]);
  });

  it('to read one is asked under its ARN, and it is owned by aws', async () => {
    const cat = await h.user(h.rootA, 'cat');
    expect((await h.call(cat, 'GetPolicy', { PolicyArn: READ })).message).toBe(
      `User: arn:aws:iam::${ACCOUNT_A}:user/cat is not authorized to perform: iam:GetPolicy on resource: ${READ} ` +
        'because no identity-based policy allows the iam:GetPolicy action',
    );
    const Condition = { StringEquals: { 'aws:ResourceAccount': 'aws' } };
    await h.allowUser(h.rootA, 'cat', { Action: 'iam:Get*', Resource: aws('*'), Condition });
    expect((await h.must(cat, 'GetPolicy', { PolicyArn: READ })).text('PolicyName')).toBe('ReadOnlyAccess');
    await h.must(h.rootA, 'CreatePolicy', { PolicyName: 'own', PolicyDocument: policy(everything) });
    expect((await h.call(cat, 'GetPolicy', { PolicyArn: `arn:aws:iam::${ACCOUNT_A}:policy/own` })).status).toBe(403);
  });

  it('the document arrives percent-encoded', async () => {
    const VersionId = (await h.must(h.rootA, 'GetPolicy', { PolicyArn: READ })).text('DefaultVersionId')!;
    const document = (await h.must(h.rootA, 'GetPolicyVersion', { PolicyArn: READ, VersionId })).text('Document')!;
    expect(document.startsWith('%7B%22Version%22%3A%222012-10-17%22')).toBe(true);
    expect(JSON.parse(decodeURIComponent(document)).Statement.length).toBeGreaterThan(0);
  });
});

it('a house reads its catalogue when it is first asked about one of these policies, and then at once', async () => {
  const quiet = await openHouse();
  await quiet.user(quiet.rootA, 'ann');
  const used = () => process.memoryUsage().arrayBuffers + process.memoryUsage().heapUsed;
  const before = used();
  const start = performance.now();
  await quiet.must(quiet.rootA, 'GetPolicy', { PolicyArn: READ });
  const first = performance.now();
  await quiet.must(quiet.rootA, 'GetPolicy', { PolicyArn: READ });
  const second = performance.now();
  console.log(
    `AWS managed policies: first use ${(first - start).toFixed(1)} ms, second ${(second - first).toFixed(1)} ms; ` +
      `${((used() - before) / 1e6).toFixed(1)} MB more`,
  );
});
