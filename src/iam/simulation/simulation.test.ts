import { beforeAll, describe, expect, it } from 'vitest';
import { A, B, type House, house, TRUST } from '../testing.ts';

let h: House;
beforeAll(async () => {
  h = await house();
});

const text = (...statements: readonly object[]) => JSON.stringify({ Version: '2012-10-17', Statement: statements });
const allow = (more: object = {}) => ({ Effect: 'Allow', Action: 's3:*', Resource: '*', ...more });
const deny = (more: object = {}) => allow({ Effect: 'Deny', ...more });
const KEY = 'arn:aws:s3:::b/k';
const ANN = `arn:aws:iam::${A}:user/Ann`;

async function custom(input: object = {}) {
  const answer = await h.call('SimulateCustomPolicy', {
    PolicyInputList: [text(allow())],
    ActionNames: ['s3:GetObject'],
    ...input,
  });
  return answer.EvaluationResults;
}
const decision = async (input: object) => (await custom(input))[0].EvalDecision;
const entry = (ContextKeyName: string, ContextKeyType: string, ...ContextKeyValues: string[]) => ({
  ContextKeyName,
  ContextKeyType,
  ContextKeyValues,
});

describe('SimulateCustomPolicy', () => {
  it('without resources answers about *', async () => {
    const [result] = await custom();
    expect(result).toEqual({
      EvalActionName: 's3:GetObject',
      EvalResourceName: '*',
      EvalDecision: 'allowed',
      MatchedStatements: [
        {
          SourcePolicyId: 'PolicyInputList.1',
          SourcePolicyType: 'IAM Policy',
          StartPosition: { Line: 1, Column: 38 },
          EndPosition: { Line: 1, Column: 87 },
        },
      ],
      MissingContextValues: [],
    });
  });

  it('about one resource echoes it, and answers about it by itself too', async () => {
    const [result] = await custom({ ResourceArns: [KEY] });
    const specific = {
      EvalResourceName: KEY,
      EvalResourceDecision: 'allowed',
      MatchedStatements: result.MatchedStatements,
      MissingContextValues: [],
      EvalDecisionDetails: new Map(),
    };
    expect(result).toMatchObject({ EvalResourceName: KEY, EvalDecision: 'allowed', EvalDecisionDetails: new Map() });
    expect(result.ResourceSpecificResults).toEqual([specific]);
  });

  it('about several resources tells the worst, what they are, and each by itself', async () => {
    const PolicyInputList = [
      text(allow({ Resource: 'arn:aws:s3:::b/*' }), deny({ Resource: 'arn:aws:s3:::b/secret' })),
    ];
    const both = await custom({ PolicyInputList, ResourceArns: [KEY, 'arn:aws:s3:::c/k'] });
    expect(both[0]).toMatchObject({
      EvalResourceName: 'arn:aws:s3:::${BucketName}/${KeyName}',
      EvalDecision: 'implicitDeny',
      MatchedStatements: [],
    });
    const three = await custom({ PolicyInputList, ResourceArns: [KEY, 'arn:aws:s3:::c/k', 'arn:aws:s3:::b/secret'] });
    expect(three[0].EvalDecision).toBe('explicitDeny');
    expect(three[0].MatchedStatements).toHaveLength(1);
    expect(
      three[0].ResourceSpecificResults.map((one: { EvalResourceDecision: string }) => one.EvalResourceDecision),
    ).toEqual(['allowed', 'implicitDeny', 'explicitDeny']);
  });

  it('one result for each action, in their order', async () => {
    const results = await custom({ ActionNames: ['ec2:RunInstances', 's3:GetObject', 's3:GetObject'] });
    expect(
      results.map((one: { EvalActionName: string; EvalDecision: string }) => [one.EvalActionName, one.EvalDecision]),
    ).toEqual([
      ['ec2:RunInstances', 'implicitDeny'],
      ['s3:GetObject', 'allowed'],
      ['s3:GetObject', 'allowed'],
    ]);
  });

  it('names all statements that allow, and only those that deny', async () => {
    const ids = async (PolicyInputList: string[]) =>
      (await custom({ PolicyInputList }))[0].MatchedStatements.map(
        (one: { SourcePolicyId: string }) => one.SourcePolicyId,
      );
    expect(await ids([text(allow(), allow()), text(allow())])).toEqual([
      'PolicyInputList.1',
      'PolicyInputList.1',
      'PolicyInputList.2',
    ]);
    expect(await ids([text(allow()), text(allow(), deny())])).toEqual(['PolicyInputList.2']);
  });

  it('no policies: nobody allows', async () => expect(await decision({ PolicyInputList: [] })).toBe('implicitDeny'));

  it('a boundary limits, and is told of', async () => {
    const bounded = (statement: object) =>
      custom({ PermissionsBoundaryPolicyInputList: [text(statement)], ResourceArns: [KEY] });
    const [within] = await bounded(allow());
    expect(within).toMatchObject({
      EvalDecision: 'allowed',
      PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: true },
    });
    const [outside] = await bounded(allow({ Action: 'ec2:*' }));
    expect(outside).toMatchObject({
      EvalDecision: 'implicitDeny',
      PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: false },
      ResourceSpecificResults: [{ PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: false } }],
    });
    const [denied] = await bounded(deny());
    expect(denied.MatchedStatements).toMatchObject([
      { SourcePolicyId: 'PermissionsBoundaryPolicyInputList.1', SourcePolicyType: 'Permissions Boundary Policy' },
    ]);
  });

  it('service control policies limit, level by level, and their statements are not named', async () => {
    const levels = (...statements: object[]) => ({
      OrderedOrganizationPolicyInputList: statements.map((one) => ({ ServiceControlPolicyInputList: [text(one)] })),
    });
    expect((await custom(levels(allow(), allow())))[0]).toMatchObject({
      EvalDecision: 'allowed',
      OrganizationsDecisionDetail: { AllowedByOrganizations: true },
    });
    expect((await custom(levels(allow(), allow({ Action: 'ec2:*' }))))[0]).toMatchObject({
      EvalDecision: 'implicitDeny',
      OrganizationsDecisionDetail: { AllowedByOrganizations: false },
    });
    expect((await custom(levels(deny())))[0]).toMatchObject({ EvalDecision: 'explicitDeny', MatchedStatements: [] });
    expect((await custom())[0]).not.toHaveProperty('OrganizationsDecisionDetail');
  });

  it('tells which context keys were missing', async () => {
    const PolicyInputList = [
      text(
        allow({ Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }),
        allow({ Action: 'ec2:*', Condition: { Null: { 'ec2:Vpc': 'true' } } }),
      ),
    ];
    const [result] = await custom({ PolicyInputList, ResourceArns: [KEY] });
    expect(result).toMatchObject({
      EvalDecision: 'implicitDeny',
      MissingContextValues: ['aws:MultiFactorAuthPresent'],
      ResourceSpecificResults: [{ MissingContextValues: ['aws:MultiFactorAuthPresent'] }],
    });
    const ContextEntries = [entry('aws:multifactorauthpresent', 'boolean', 'true')];
    expect((await custom({ PolicyInputList, ContextEntries }))[0]).toMatchObject({
      EvalDecision: 'allowed',
      MissingContextValues: [],
    });
  });

  it('a key is of many values by its declared type', async () => {
    const PolicyInputList = [text(allow({ Condition: { StringEquals: { 'aws:TagKeys': 'a' } } }))];
    expect(await decision({ PolicyInputList, ContextEntries: [entry('aws:TagKeys', 'string', 'a')] })).toBe('allowed');
    expect(await decision({ PolicyInputList, ContextEntries: [entry('aws:TagKeys', 'stringList', 'a')] })).toBe(
      'implicitDeny',
    );
  });

  it('decides as the simulator where that differs', async () => {
    const PolicyInputList = [text(allow({ Condition: { NumericNotEquals: { 'a:number': '1' } } }))];
    expect(await decision({ PolicyInputList, ContextEntries: [entry('a:number', 'string', 'one')] })).toBe(
      'implicitDeny',
    );
    expect(await decision({ PolicyInputList, ContextEntries: [entry('a:number', 'numeric', '2')] })).toBe('allowed');
  });

  it('nobody in particular has the stub as user id; a caller that is named has its own keys', async () => {
    const when = (key: string, value: string) => [text(allow({ Condition: { StringEquals: { [key]: value } } }))];
    const stub = when('aws:userid', 'STUB_PRINCIPAL_FOR_POLICY_SIMULATOR');
    expect(await decision({ PolicyInputList: stub })).toBe('allowed');
    expect(await decision({ PolicyInputList: stub, CallerArn: ANN })).toBe('implicitDeny');
    expect(await decision({ PolicyInputList: when('aws:username', 'Ann'), CallerArn: ANN })).toBe('allowed');
    expect(await decision({ PolicyInputList: when('aws:PrincipalArn', ANN), CallerArn: ANN })).toBe('allowed');
    expect(
      await decision({
        PolicyInputList: when('aws:PrincipalType', 'AssumedRole'),
        CallerArn: `arn:aws:iam::${A}:role/r/Dev`,
      }),
    ).toBe('allowed');
    // What is supplied counts.
    expect(await decision({ PolicyInputList: stub, ContextEntries: [entry('aws:userid', 'string', 'AIDA')] })).toBe(
      'implicitDeny',
    );
  });

  describe('a resource policy', () => {
    const of = (Principal: object, more: object = {}) => ({
      PolicyInputList: [],
      CallerArn: ANN,
      ResourceArns: [KEY],
      ResourcePolicy: text(allow({ Principal, ...more })),
    });

    it('grants the caller, and is named', async () => {
      const [result] = await custom(of({ AWS: ANN }));
      expect(result).toMatchObject({
        EvalDecision: 'allowed',
        MatchedStatements: [{ SourcePolicyId: 'ResourcePolicy', SourcePolicyType: 'Resource Policy' }],
        EvalDecisionDetails: new Map(),
      });
      expect(await decision(of({ AWS: `arn:aws:iam::${A}:user/Ben` }))).toBe('implicitDeny');
      expect(await decision(of({ AWS: ANN }, { Effect: 'Deny' }))).toBe('explicitDeny');
    });

    it('for the account is enough by itself, which in the authorizer it is not', async () => {
      expect(await decision(of({ AWS: A }))).toBe('allowed');
    });

    it('of another account needs both sides, and tells what each says', async () => {
      const across = { ...of({ AWS: ANN }), ResourceOwner: `arn:aws:iam::${B}:root` };
      const [one] = await custom(across);
      expect(one).toMatchObject({
        EvalDecision: 'implicitDeny',
        EvalDecisionDetails: new Map([
          ['Resource Policy', 'allowed'],
          ['IAM Policy', 'implicitDeny'],
        ]),
      });
      const [both] = await custom({ ...across, PolicyInputList: [text(allow())] });
      expect(both).toMatchObject({ EvalDecision: 'allowed' });
      expect(both.ResourceSpecificResults[0].EvalDecisionDetails.get('IAM Policy')).toBe('allowed');
      // The account in the ARN counts before ResourceOwner.
      const topic = `arn:aws:sns:us-east-1:${B}:t`;
      expect(
        await decision({
          ...of({ AWS: ANN }, { Action: 'sns:*' }),
          ActionNames: ['sns:Publish'],
          ResourceArns: [topic],
        }),
      ).toBe('implicitDeny');
    });

    it('without one a resource counts as the caller’s own', async () => {
      expect(await decision({ ResourceArns: [`arn:aws:s3:us-east-1:${B}:accesspoint/x`], CallerArn: ANN })).toBe(
        'allowed',
      );
    });
  });

  it('pages by MaxItems and Marker', async () => {
    const ActionNames = ['s3:A', 's3:B', 's3:C', 's3:D', 's3:E'];
    const input = { PolicyInputList: [text(allow())], ActionNames };
    const seen: string[] = [];
    let Marker: string | undefined;
    do {
      const page = await h.call('SimulateCustomPolicy', { ...input, MaxItems: 2, Marker });
      seen.push(...page.EvaluationResults.map((one: { EvalActionName: string }) => one.EvalActionName));
      expect(page.IsTruncated).toBe(page.Marker !== undefined);
      Marker = page.Marker;
    } while (Marker !== undefined);
    expect(seen).toEqual(ActionNames);
    const first = await h.call('SimulateCustomPolicy', { ...input, MaxItems: 2 });
    expect(await h.refusal('SimulateCustomPolicy', { ...input, ActionNames: ['s3:X'], Marker: first.Marker })).toMatch(
      'Invalid Marker',
    );
  });

  it.each([
    [
      { ResourceHandlingOption: 'EC2-VPC-EBS' },
      'ResourceHandlingOption is not supported: EC2 scenarios are not simulated.',
    ],
    [{ ActionNames: ['s3:*'] }, 'Action s3:* is not valid: service:Operation without wildcards is expected.'],
    [{ ActionNames: ['GetObject'] }, 'Action GetObject is not valid: service:Operation without wildcards is expected.'],
    [{ PolicyInputList: ['{}'] }, 'Invalid policy in PolicyInputList.1, line 1, column 1: Syntax errors in policy.'],
    [
      { PermissionsBoundaryPolicyInputList: ['{\n"Version":"2008-10-17","Statement":[]}'] },
      'Invalid policy in PermissionsBoundaryPolicyInputList.1, line 1, column 1: Syntax errors in policy.',
    ],
    [
      { PermissionsBoundaryPolicyInputList: [text(allow()), text(allow())] },
      'PermissionsBoundaryPolicyInputList can hold one policy only.',
    ],
    [{ ResourcePolicy: text(allow({ Principal: '*' })) }, 'CallerArn is required if ResourcePolicy is specified.'],
    [
      { ResourcePolicy: text(allow()), CallerArn: ANN },
      'Invalid policy in ResourcePolicy, line 1, column 38: Missing required field Principal',
    ],
    [
      { CallerArn: `arn:aws:sts::${A}:assumed-role/Dev/s` },
      `CallerArn arn:aws:sts::${A}:assumed-role/Dev/s is not the ARN of an IAM user or role.`,
    ],
    [{ ResourceOwner: 'somebody' }, 'ResourceOwner somebody is not the ARN of an account.'],
    [
      { ContextEntries: [{ ContextKeyName: 'aws:userid', ContextKeyValues: ['x'] }] },
      'Context key aws:userid has invalid type null.',
    ],
    [
      {
        PolicyInputList: [text(...Array.from({ length: 600 }, () => allow()))],
        ResourceArns: Array.from({ length: 100 }, () => KEY),
      },
      'Too many actions, resources and statements for one simulation: ask for fewer, or page with MaxItems.',
    ],
  ])('refuses %j', async (input, sentence) => {
    const request = { PolicyInputList: [text(allow())], ActionNames: ['s3:GetObject'], ...input };
    expect(await h.refusal('SimulateCustomPolicy', request)).toBe(`InvalidInput 400: ${sentence}`);
  });
});

describe('SimulatePrincipalPolicy', () => {
  const EDGE = `arn:aws:iam::${A}:policy/p/Edge`;
  const READ = `arn:aws:iam::${A}:policy/p/Read`;

  beforeAll(async () => {
    await h.call('CreatePolicy', { PolicyName: 'Edge', Path: '/p/', PolicyDocument: text(allow()) });
    await h.call('CreatePolicy', {
      PolicyName: 'Read',
      Path: '/p/',
      PolicyDocument: text(allow({ Action: ['s3:Get*', 'ec2:Get*'] })),
    });
    await h.call('CreateUser', { UserName: 'Ann', Path: '/u/', Tags: [{ Key: 'Team', Value: 'Blue' }] });
    await h.call('PutUserPolicy', {
      UserName: 'Ann',
      PolicyName: 'own',
      PolicyDocument: text(
        allow({ Action: 's3:Put*', Resource: 'arn:aws:s3:::${aws:username}-${aws:PrincipalTag/team}/*' }),
      ),
    });
    await h.call('AttachUserPolicy', { UserName: 'Ann', PolicyArn: READ });
    await h.call('CreateRole', { RoleName: 'Dev', AssumeRolePolicyDocument: TRUST, PermissionsBoundary: EDGE });
    await h.call('PutRolePolicy', { RoleName: 'Dev', PolicyName: 'all', PolicyDocument: text(allow({ Action: '*' })) });
  });

  const USER = `arn:aws:iam::${A}:user/u/Ann`;
  const ROLE = `arn:aws:iam::${A}:role/Dev`;
  const ask = async (input: object) =>
    (await h.call('SimulatePrincipalPolicy', { PolicySourceArn: USER, ActionNames: ['s3:GetObject'], ...input }))
      .EvaluationResults;
  const ids = (result: { MatchedStatements: { SourcePolicyId: string }[] }) =>
    result.MatchedStatements.map((one) => one.SourcePolicyId);

  it('names managed policies by their name and inline ones by their owner', async () => {
    const [get, put] = await ask({
      ActionNames: ['s3:GetObject', 's3:PutObject'],
      ResourceArns: ['arn:aws:s3:::Ann-Blue/x'],
    });
    expect(ids(get)).toEqual(['Read']);
    expect(ids(put)).toEqual(['user_Ann_own']);
    expect(get).toMatchObject({
      EvalDecision: 'allowed',
      OrganizationsDecisionDetail: { AllowedByOrganizations: true },
    });
    expect(get).not.toHaveProperty('PermissionsBoundaryDecisionDetail');
    expect(ids((await ask({ PolicySourceArn: ROLE }))[0])).toEqual(['role_Dev_all']);
  });

  it.each([`arn:aws:iam::${A}:user/ann`, `arn:aws:iam::${A}:user/other/path/ANN`])(
    'finds %s by its name',
    async (arn) => {
      expect((await ask({ PolicySourceArn: arn }))[0].EvalDecision).toBe('allowed');
    },
  );

  describe('with groups', () => {
    const TEAM = `arn:aws:iam::${A}:group/t/Team`;
    const team = { GroupName: 'Team' };
    const member = { PolicySourceArn: `arn:aws:iam::${A}:user/Bob` };

    beforeAll(async () => {
      await h.call('CreateGroup', { ...team, Path: '/t/' });
      await h.call('CreateUser', { UserName: 'Bob' });
      await h.call('AddUserToGroup', { ...team, UserName: 'Bob' });
      const PolicyDocument = text(
        allow({ Action: 's3:Put*', Condition: { StringLike: { 'aws:username': '*' } } }),
        deny({ Action: 's3:Delete*' }),
      );
      await h.call('PutGroupPolicy', { ...team, PolicyName: 'shared', PolicyDocument });
      await h.call('AttachGroupPolicy', { ...team, PolicyArn: READ });
    });

    it('a user has what its groups have, each under its own name', async () => {
      const [get, put, del] = await ask({
        ...member,
        ActionNames: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'],
      });
      expect([ids(get), ids(put), ids(del)]).toEqual([['Read'], ['group_Team_shared'], ['group_Team_shared']]);
      expect(del.EvalDecision).toBe('explicitDeny');
    });

    it('a group may be the source, and is nobody in particular', async () => {
      const [get, put] = await ask({ PolicySourceArn: TEAM, ActionNames: ['s3:GetObject', 's3:PutObject'] });
      expect(ids(get)).toEqual(['Read']);
      expect(put).toMatchObject({ EvalDecision: 'implicitDeny', MissingContextValues: ['aws:username'] });
      expect(ids((await ask({ PolicySourceArn: `arn:aws:iam::${A}:group/TEAM` }))[0])).toEqual(['Read']);
    });

    it('the caller has to be named where a resource policy looks at one', async () => {
      const asked = { PolicySourceArn: TEAM, ResourcePolicy: text(allow({ Principal: { AWS: USER } })) };
      expect(await h.refusal('SimulatePrincipalPolicy', { ...asked, ActionNames: ['s3:GetObject'] })).toBe(
        'InvalidInput 400: CallerArn is required if ResourcePolicy is specified and PolicySourceArn is no user.',
      );
      expect(ids((await ask({ ...asked, CallerArn: USER }))[0])).toContain('ResourcePolicy');
    });

    it.each([
      ['group', 'team', 'implicitDeny'],
      ['user', 'Team', 'allowed'],
      ['group', 'other', 'allowed'],
    ])('an exclusion names the %s %s', async (AttachmentType, AttachmentName, decided) => {
      const InlinePolicyIdentifier = { PolicyName: 'shared', AttachmentType, AttachmentName };
      const [put] = await ask({
        ...member,
        ActionNames: ['s3:PutObject'],
        PolicyExclusionList: [{ InlinePolicyIdentifier }],
      });
      expect(put.EvalDecision).toBe(decided);
    });

    it.each([member.PolicySourceArn, TEAM])('context keys of %s', async (PolicySourceArn) =>
      expect(await h.call('GetContextKeysForPrincipalPolicy', { PolicySourceArn })).toEqual({
        ContextKeyNames: ['aws:username'],
      }),
    );
  });

  it('adds the policies of the request', async () => {
    expect(ids((await ask({ PolicyInputList: [text(deny())] }))[0])).toEqual(['PolicyInputList.1']);
  });

  it('the boundary of the source holds, unless the request brings another', async () => {
    const [own] = await ask({ PolicySourceArn: ROLE, ActionNames: ['ec2:GetX'] });
    expect(own).toMatchObject({
      EvalDecision: 'implicitDeny',
      PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: false },
    });
    const [other] = await ask({
      PolicySourceArn: ROLE,
      ActionNames: ['ec2:GetX'],
      PermissionsBoundaryPolicyInputList: [text(allow({ Action: 'ec2:*' }))],
    });
    expect(other.EvalDecision).toBe('allowed');
  });

  it.each([
    [
      { InlinePolicyIdentifier: { PolicyName: 'own', AttachmentType: 'user', AttachmentName: 'ann' } },
      'implicitDeny',
      'allowed',
    ],
    [
      { InlinePolicyIdentifier: { PolicyName: 'own', AttachmentType: 'role', AttachmentName: 'Ann' } },
      'allowed',
      'allowed',
    ],
    [{ PolicyType: 'inline' }, 'implicitDeny', 'allowed'],
    [{ PolicyType: 'user-managed' }, 'allowed', 'implicitDeny'],
    [{ PolicyArn: READ }, 'allowed', 'implicitDeny'],
    [{ PolicyArn: `arn:aws:iam::${A}:policy/p/R?a*` }, 'allowed', 'implicitDeny'],
    [{ PolicyArn: EDGE }, 'allowed', 'allowed'],
    [{ PolicyType: 'rcp' }, 'allowed', 'allowed'],
  ])('without %j', async (identifier, put, get) => {
    const results = await ask({
      PolicyExclusionList: [identifier],
      ActionNames: ['s3:PutObject', 's3:GetObject'],
      ResourceArns: ['arn:aws:s3:::Ann-Blue/x'],
    });
    expect(results.map((one: { EvalDecision: string }) => one.EvalDecision)).toEqual([put, get]);
  });

  it('without its boundary', async () => {
    const [result] = await ask({
      PolicySourceArn: ROLE,
      ActionNames: ['ec2:GetX'],
      PolicyExclusionList: [{ PolicyType: 'permission-boundary' }],
    });
    expect(result.EvalDecision).toBe('allowed');
    expect(result).not.toHaveProperty('PermissionsBoundaryDecisionDetail');
  });

  it.each([
    [
      { PolicySourceArn: `arn:aws:iam::${A}:user/Nobody` },
      'NoSuchEntity 404: The user with name Nobody cannot be found.',
    ],
    [{ PolicySourceArn: `arn:aws:iam::${B}:user/Ann` }, 'NoSuchEntity 404: The user with name Ann cannot be found.'],
    [
      { PolicySourceArn: `arn:aws:iam::${A}:role/x/None` },
      'NoSuchEntity 404: The role with name None cannot be found.',
    ],
    [
      { PolicySourceArn: `arn:aws:iam::${A}:group/Staff` },
      'NoSuchEntity 404: The group with name Staff cannot be found.',
    ],
    [{ PolicySourceArn: 'twenty-characters-long' }, 'ValidationError 400: Invalid ARN:  Could not be parsed!'],
    [{ PolicySourceArn: EDGE }, `InvalidInput 400: ARN ${EDGE} is not valid.`],
    [
      { PolicySourceArn: ROLE, ResourcePolicy: text(allow({ Principal: '*' })) },
      'InvalidInput 400: CallerArn is required if ResourcePolicy is specified and PolicySourceArn is no user.',
    ],
    [
      { PolicyExclusionList: [{}] },
      'InvalidInput 400: A policy identifier has exactly one of PolicyType, PolicyArn and InlinePolicyIdentifier.',
    ],
    [
      { PolicyExclusionList: [{ PolicyArn: 'arn:aws:iam::*:policy/policy' }] },
      'InvalidInput 400: PolicyArn arn:aws:iam::*:policy/policy is not valid.',
    ],
    [
      { PolicyExclusionList: [{ PolicyArn: `arn:aws:iam::${A}:policy/*a*` }] },
      `InvalidInput 400: arn:aws:iam::${A}:policy/*a* has more than one *.`,
    ],
  ])('refuses %j', async (input, refusal) => {
    expect(
      await h.refusal('SimulatePrincipalPolicy', { PolicySourceArn: USER, ActionNames: ['s3:GetObject'], ...input }),
    ).toBe(refusal);
  });

  it('a user as source is the caller that a resource policy names', async () => {
    const [result] = await ask({
      PolicyExclusionList: [{ PolicyType: 'user-managed' }],
      ResourcePolicy: text(allow({ Principal: { AWS: USER } })),
    });
    expect(ids(result)).toEqual(['ResourcePolicy']);
  });

  it('GetContextKeysForPrincipalPolicy lists the keys of all its policies and of the request', async () => {
    const PolicyInputList = [text(allow({ Resource: 'arn:aws:s3:::${AWS:username}${*}' }))];
    const answer = await h.call('GetContextKeysForPrincipalPolicy', { PolicySourceArn: USER, PolicyInputList });
    expect(answer).toEqual({ ContextKeyNames: ['aws:username', 'aws:PrincipalTag/team', '*'] });
    expect(
      await h.refusal('GetContextKeysForPrincipalPolicy', { PolicySourceArn: `arn:aws:iam::${A}:user/Nobody` }),
    ).toMatch('NoSuchEntity');
  });
});

describe('GetContextKeysForCustomPolicy', () => {
  it('lists keys of conditions and of variables, each once', async () => {
    const PolicyInputList = [
      text(
        allow({ Condition: { Bool: { 'aws:SecureTransport': 'true' } }, Resource: 'arn:aws:s3:::${aws:username}${?}' }),
      ),
      text(deny({ Condition: { Bool: { 'AWS:securetransport': 'false' } } })),
    ];
    expect(await h.call('GetContextKeysForCustomPolicy', { PolicyInputList })).toEqual({
      ContextKeyNames: ['aws:SecureTransport', 'aws:username', '?'],
    });
  });

  it('refuses what is no policy', async () => {
    expect(await h.refusal('GetContextKeysForCustomPolicy', { PolicyInputList: ['[]'] })).toBe(
      'InvalidInput 400: Invalid policy in PolicyInputList.1, line 1, column 1: Syntax errors in policy.',
    );
  });
});
