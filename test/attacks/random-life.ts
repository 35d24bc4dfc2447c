import {
  ACCOUNT_A,
  ACCOUNT_B,
  type Answer,
  type Credentials,
  credentialsOf,
  type House,
  policy,
} from '../house/harness.ts';
import type { Parameters } from '../house/requests.ts';

/** One call of somebody, to be made of two houses alike. */
export interface Call {
  readonly who: Credentials;
  readonly action: string;
  readonly parameters: Parameters;
}

/** Names that begin alike, or hold what separates names elsewhere. */
const NAMES = ['a', 'ab', 'a.b', 'a=b', 'a,b', 'a@b', 'a-b', 'user', 'role', 'key'];
const ACTIONS = ['iam:*', 'iam:Get*', 'iam:List*', 'sts:*', 'sts:AssumeRole', 'iam:GetUser', 'iam:PutUserPolicy', '*'];
const PEOPLE_MAX = 16;
const SESSIONS_MAX = 12;

/**
 * Draws the calls of a random life of two accounts: people, roles, groups and policies are made, changed and deleted, roles are
 * assumed, and everything is asked for by whoever has or had credentials. What comes next depends on the answers before.
 */
export function randomLife(house: House, random: (below: number) => number) {
  const people: Credentials[] = [];
  const sessions: Credentials[] = [];
  const one = <Item>(items: readonly Item[]): Item => items[random(items.length)]!;
  const account = () => one([ACCOUNT_A, ACCOUNT_B]);
  const roots = [house.rootA, house.rootB];
  const name = () => one(NAMES);
  const arn = (kind: string) => `arn:aws:iam::${account()}:${kind}/${name()}`;
  const document = (...more: object[]) =>
    policy(
      { Effect: one(['Allow', 'Allow', 'Deny']), Action: one(ACTIONS), Resource: one(['*', arn('user'), arn('role')]) },
      ...more,
    );
  const tagged = () => ({
    Action: one(ACTIONS),
    Resource: '*',
    Condition: { StringEquals: { 'aws:PrincipalTag/team': one(['blue', 'red']) } },
  });
  const trust = () =>
    policy({
      Effect: one(['Allow', 'Allow', 'Allow', 'Deny']),
      Principal: { AWS: one([account(), account(), arn('user'), '*']) },
      Action: 'sts:AssumeRole',
    });
  const tags = () => ({ 'Tags.member.1.Key': 'team', 'Tags.member.1.Value': one(['blue', 'red']) });

  /** What changes something, by its maker. */
  const changes: Readonly<Record<string, () => Parameters>> = {
    CreateUser: () => ({ UserName: name(), ...tags() }),
    DeleteUser: () => ({ UserName: name() }),
    UpdateUser: () => ({ UserName: name(), NewUserName: name() }),
    CreateAccessKey: () => ({ UserName: name() }),
    UpdateAccessKey: () => ({ UserName: name(), AccessKeyId: key(), Status: one(['Active', 'Inactive']) }),
    DeleteAccessKey: () => ({ UserName: name(), AccessKeyId: key() }),
    PutUserPolicy: () => ({ UserName: name(), PolicyName: name(), PolicyDocument: document(tagged()) }),
    DeleteUserPolicy: () => ({ UserName: name(), PolicyName: name() }),
    AttachUserPolicy: () => ({ UserName: name(), PolicyArn: arn('policy') }),
    DetachUserPolicy: () => ({ UserName: name(), PolicyArn: arn('policy') }),
    PutUserPermissionsBoundary: () => ({ UserName: name(), PermissionsBoundary: arn('policy') }),
    DeleteUserPermissionsBoundary: () => ({ UserName: name() }),
    TagUser: () => ({ UserName: name(), ...tags() }),
    UntagUser: () => ({ UserName: name(), 'TagKeys.member.1': 'team' }),
    CreateGroup: () => ({ GroupName: name() }),
    AddUserToGroup: () => ({ GroupName: name(), UserName: name() }),
    RemoveUserFromGroup: () => ({ GroupName: name(), UserName: name() }),
    PutGroupPolicy: () => ({ GroupName: name(), PolicyName: name(), PolicyDocument: document() }),
    DeleteGroupPolicy: () => ({ GroupName: name(), PolicyName: name() }),
    CreateRole: () => ({ RoleName: name(), AssumeRolePolicyDocument: trust(), ...tags() }),
    DeleteRole: () => ({ RoleName: name() }),
    UpdateAssumeRolePolicy: () => ({ RoleName: name(), PolicyDocument: trust() }),
    PutRolePolicy: () => ({ RoleName: name(), PolicyName: name(), PolicyDocument: document(tagged()) }),
    DeleteRolePolicy: () => ({ RoleName: name(), PolicyName: name() }),
    AttachRolePolicy: () => ({ RoleName: name(), PolicyArn: arn('policy') }),
    DetachRolePolicy: () => ({ RoleName: name(), PolicyArn: arn('policy') }),
    CreatePolicy: () => ({ PolicyName: name(), PolicyDocument: document() }),
    CreatePolicyVersion: () => ({
      PolicyArn: arn('policy'),
      PolicyDocument: document(),
      SetAsDefault: one(['true', 'false']),
    }),
    SetDefaultPolicyVersion: () => ({ PolicyArn: arn('policy'), VersionId: one(['v1', 'v2', 'v3']) }),
    DeletePolicyVersion: () => ({ PolicyArn: arn('policy'), VersionId: one(['v1', 'v2', 'v3']) }),
    DeletePolicy: () => ({ PolicyArn: arn('policy') }),
  };
  /** What only asks. */
  const asks: Readonly<Record<string, () => Parameters>> = {
    GetCallerIdentity: () => ({}),
    GetUser: () => one([{}, { UserName: name() }]),
    GetRole: () => ({ RoleName: name() }),
    ListUsers: () => ({}),
    ListAttachedUserPolicies: () => ({ UserName: name() }),
    GetSessionToken: () => ({}),
    AssumeRole: () => ({
      RoleArn: arn('role'),
      RoleSessionName: 'life',
      ...one([{}, { Policy: document() }]),
    }),
    PutUserPolicy: changes.PutUserPolicy!,
  };
  const key = () => (people.length === 0 ? house.rootA : one(people)).accessKeyId;

  return {
    next(): Call {
      const isChange = random(3) === 0;
      const [action, parameters] = one(Object.entries(isChange ? changes : asks));
      const everybody = [...people, ...people, ...sessions, ...sessions, ...roots];
      return { who: isChange ? one(roots) : one(everybody), action, parameters: parameters() };
    },
    /** Whoever was given credentials may come back with them, also when they are no longer good for anything. */
    learn({ action }: Call, answer: Answer): void {
      if (answer.status !== 200) return;
      if (action === 'CreateAccessKey') {
        const made = { accessKeyId: answer.text('AccessKeyId')!, secretAccessKey: answer.text('SecretAccessKey')! };
        put(people, made, PEOPLE_MAX);
      }
      if (action === 'AssumeRole' || action === 'GetSessionToken') put(sessions, credentialsOf(answer), SESSIONS_MAX);
    },
  };

  function put(list: Credentials[], made: Credentials, max: number): void {
    if (list.length < max) list.push(made);
    else list[random(max)] = made;
  }
}
