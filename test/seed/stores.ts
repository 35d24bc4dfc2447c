import fc from 'fast-check';
import { ACCOUNT_A, ACCOUNT_B, openHouse, policy } from '../house/harness.ts';

/** Stores that were made through the API, at random, of names, values and documents that a writer of YAML could stumble over. */
export type Step = readonly [action: string, parameters: Record<string, string>, account: 'A' | 'B'];

const names = ['ann', 'Bob', 'true', 'null', '123', '1e3', '0x10', 'no', '.', '-', '=x,@+-_.', '012'];
const values = [
  '',
  ' ',
  'null',
  '1.50',
  'a: b',
  ' x ',
  '-',
  '2026-01-01',
  'é',
  '=',
  '+',
  '@home',
  'true',
  '::',
  '\u2003',
];
const paths = ['/', '/people/', '/a/b/', '/null/'];
const descriptions = [
  'plain',
  ' x',
  '# no comment',
  'two\nlines',
  'it\'s "quoted"',
  '\t',
  'ÿ',
  'x: y',
  '- item',
  '|',
  '\r\n',
];
const documents = [
  policy({ Action: 's3:Get*', Resource: '*' }),
  '{ "Version" : "2012-10-17",\n\t"Statement": [ ] , "Statement": 1 }',
  '{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":["iam:*","sts:*"],"Resource":["*"]}}',
  '{\r\n  "Version": "2012-10-17",\r\n  "Statement": [{"Sid": "", "Effect": "Allow", "Action": "*", "Resource": "*"}]\r\n}\r\n',
  '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"NumericLessThan":{"aws:EpochTime":1.50}}}}',
  '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s\\u0033:*","Resource":"*"}}',
  '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalTag/2":"x","aws:PrincipalTag/1":"y: z"}}}}',
  '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":true},"StringLike":{"x":["1e3","~","#"," a "]}}}}',
  '{"Version":"2012-10-17","Id":"__proto__","Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringLike":{"__proto__":"x"}}}}',
];

// A few names more often than others, or nothing would ever be about something that is there.
const name = fc.oneof({ weight: 3, arbitrary: fc.constantFrom('ann', 'true') }, fc.constantFrom(...names));
const value = fc.constantFrom(...values);
const path = fc.oneof({ weight: 3, arbitrary: fc.constant('/') }, fc.constantFrom(...paths));
const document = fc.constantFrom(...documents);
const account = fc.constantFrom('A' as const, 'B' as const);
const principal = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(ACCOUNT_A, `arn:aws:iam::${ACCOUNT_B}:root`, '*') },
  fc
    .tuple(fc.constantFrom(ACCOUNT_A, ACCOUNT_B), fc.constantFrom('user', 'role'), path, name)
    .map(([id, kind, at, who]) => `arn:aws:iam::${id}:${kind}${at}${who}`),
);
const trust = fc
  .array(principal, { minLength: 1, maxLength: 3 })
  .map((AWS) => policy({ Principal: { AWS }, Action: 'sts:AssumeRole' }));

const step = (action: string, parameters: Record<string, fc.Arbitrary<string>>): fc.Arbitrary<Step> =>
  fc.tuple(fc.constant(action), fc.record(parameters), account);

const tagged = { 'Tags.member.1.Key': value.filter((key) => key !== ''), 'Tags.member.1.Value': value };
const arnOf = fc
  .tuple(fc.constantFrom(ACCOUNT_A, ACCOUNT_B), path, name)
  .map(([id, at, which]) => `arn:aws:iam::${id}:policy${at}${which}`);
const someArn = fc.oneof(arnOf, fc.constant('arn:aws:iam::aws:policy/ReadOnlyAccess'));
const PolicyArn = someArn;

export const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    step('CreateUser', { UserName: name, Path: path, ...tagged }),
    step('CreateUser', { UserName: name, Path: path }),
    step('CreateRole', {
      RoleName: name,
      Path: path,
      AssumeRolePolicyDocument: trust,
      Description: fc.constantFrom(...descriptions),
    }),
    step('CreateRole', {
      RoleName: name,
      Path: path,
      AssumeRolePolicyDocument: trust,
      MaxSessionDuration: fc.constant('7200'),
    }),
    step('UpdateAssumeRolePolicy', { RoleName: name, PolicyDocument: trust }),
    step('CreateGroup', { GroupName: name, Path: path }),
    step('AddUserToGroup', { GroupName: name, UserName: name }),
    step('CreatePolicy', {
      PolicyName: name,
      Path: path,
      PolicyDocument: document,
      Description: fc.constantFrom(...descriptions),
    }),
    step('CreatePolicyVersion', {
      PolicyArn: arnOf,
      PolicyDocument: document,
      SetAsDefault: fc.constantFrom('true', 'false'),
    }),
    step('DeletePolicyVersion', { PolicyArn: arnOf, VersionId: fc.constantFrom('v1', 'v2') }),
    step('PutUserPolicy', { UserName: name, PolicyName: name, PolicyDocument: document }),
    step('PutRolePolicy', { RoleName: name, PolicyName: name, PolicyDocument: document }),
    step('PutGroupPolicy', { GroupName: name, PolicyName: name, PolicyDocument: document }),
    step('AttachUserPolicy', { UserName: name, PolicyArn }),
    step('AttachRolePolicy', { RoleName: name, PolicyArn }),
    step('AttachGroupPolicy', { GroupName: name, PolicyArn }),
    step('PutUserPermissionsBoundary', { UserName: name, PermissionsBoundary: someArn }),
    step('PutRolePermissionsBoundary', { RoleName: name, PermissionsBoundary: someArn }),
    step('TagUser', { UserName: name, ...tagged }),
    step('TagRole', { RoleName: name, ...tagged }),
    step('DeleteUser', { UserName: name }),
    step('DeleteRole', { RoleName: name }),
    step('CreateInstanceProfile', { InstanceProfileName: name, Path: path, ...tagged }),
    step('AddRoleToInstanceProfile', { InstanceProfileName: name, RoleName: name }),
    step('CreateOpenIDConnectProvider', {
      Url: fc.constantFrom(
        'https://token.actions.githubusercontent.com',
        'https://idp.example/a',
        'https://idp.example/b',
      ),
      'ClientIDList.member.1': fc.constantFrom('sts.amazonaws.com', 'null', '1'),
      'ThumbprintList.member.1': fc.constantFrom('a'.repeat(40), '0123456789'.repeat(4)),
    }),
    step('CreateAccountAlias', { AccountAlias: fc.constantFrom('one', 'null', 'two-2') }),
    step('UpdateAccountPasswordPolicy', {
      MinimumPasswordLength: fc.constantFrom('6', '20'),
      RequireSymbols: fc.constantFrom('true', 'false'),
    }),
    step('CreateAccessKey', { UserName: name }),
    step('CreateVirtualMFADevice', { VirtualMFADeviceName: name, Path: path, ...tagged }),
  ),
  { minLength: 20, maxLength: 120 },
);

/** A house in which these steps were taken, as far as IAM let them. */
export async function storeOf(taken: readonly Step[]) {
  const house = await openHouse();
  let done = 0;
  for (const [action, parameters, which] of taken) {
    const answer = await house.call(which === 'A' ? house.rootA : house.rootB, action, parameters);
    if (answer.status >= 500) throw new Error(`${action}: ${answer.body}`);
    if (answer.status === 200) done++;
  }
  return { house, done };
}

/** A house over a store with nothing in it. */
export async function emptyHouse() {
  const house = await openHouse();
  await house.store.change(async (tx) => {
    for (const id of [ACCOUNT_A, ACCOUNT_B]) await tx.remove.account(id);
  });
  return house;
}
