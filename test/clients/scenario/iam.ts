import { type Output, policyArn, root, type Step, type World } from './step.ts';

/**
 * The steps that make users, roles and policies, by the root of their account. Each returns the steps of one thing,
 * so that a chapter opens with what it needs in as many lines.
 */

export function user(account: string, name: string, policies: readonly string[] = []): Step[] {
  return [
    setUp(account, 'CreateUser', { UserName: name }),
    { ...setUp(account, 'CreateAccessKey', { UserName: name }), keep: keepKey(name) },
    ...policies.map((policy) =>
      setUp(account, 'AttachUserPolicy', { UserName: name, PolicyArn: policyArn(account, policy) }),
    ),
  ];
}

export function role(
  account: string,
  name: string,
  made: { trust: object; permissions?: object; maxSeconds?: number },
): Step[] {
  const { trust, permissions, maxSeconds } = made;
  const max = maxSeconds === undefined ? {} : { MaxSessionDuration: maxSeconds };
  const created = setUp(account, 'CreateRole', {
    RoleName: name,
    AssumeRolePolicyDocument: JSON.stringify(trust),
    ...max,
  });
  if (permissions === undefined) return [created];
  const inline = { RoleName: name, PolicyName: 'permissions', PolicyDocument: JSON.stringify(permissions) };
  return [created, setUp(account, 'PutRolePolicy', inline)];
}

export const managedPolicy = (account: string, name: string, document: object): Step =>
  setUp(account, 'CreatePolicy', { PolicyName: name, PolicyDocument: JSON.stringify(document) });

export const setUp = (account: string, operation: string, input: Step['input']): Step => ({
  title: operation,
  operation,
  input,
  by: root(account),
  expect: { gives: {} },
  isSetUp: true,
});

/** A policy of one Allow for each entry: on every resource, or for whom and under what conditions the entry says. */
export const allow = (...entries: readonly Entry[]): object => ({
  Version: '2012-10-17',
  Statement: entries.map(({ actions, principal, condition }) => ({
    Effect: 'Allow',
    Action: actions,
    ...(principal === undefined ? { Resource: '*' } : { Principal: { AWS: principal } }),
    ...(condition === undefined ? {} : { Condition: condition }),
  })),
});

interface Entry {
  readonly actions: readonly string[];
  readonly principal?: string;
  readonly condition?: object;
}

/** The trust policy of a role that this principal may assume. */
export const trusts = (principal: string, condition?: object): object =>
  allow({ actions: ['sts:AssumeRole'], principal, ...(condition === undefined ? {} : { condition }) });

function keepKey(name: string) {
  return (output: Output, { credentials }: World): void => {
    const key = output.AccessKey as { AccessKeyId: string; SecretAccessKey: string };
    credentials.set(name, { accessKeyId: key.AccessKeyId, secretAccessKey: key.SecretAccessKey });
  };
}
