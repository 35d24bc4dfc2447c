import { describe, expect, test } from 'vitest';
import { awsPrincipalForm, compileNotPrincipal, compilePrincipal } from './principals.ts';
import { ACCOUNT, anonymous, bindings, federated, OTHER, role, root, service, user, webIdentity } from './testing.ts';
import type { PrincipalTree } from './tree.ts';
import type { Principal } from './types.ts';

function tree(principal: string | Readonly<Record<string, string | readonly string[]>>): PrincipalTree {
  if (typeof principal === 'string') return { start: 0, text: principal, entries: [] };
  const entries = Object.entries(principal).flatMap(([type, values]) =>
    [values].flat().map((value) => ({ type, value: { value, start: 0, end: 0 } })),
  );
  return { start: 0, text: undefined, entries };
}

describe('awsPrincipalForm', () => {
  test.each([
    ['*', 'everyone'],
    [ACCOUNT, 'account'],
    [`arn:aws:iam::${ACCOUNT}:root`, 'account'],
    [`arn:aws-cn:iam::${ACCOUNT}:root`, 'account'],
    [`arn:aws:iam::${ACCOUNT}:user/alice`, 'user'],
    [`arn:aws:iam::${ACCOUNT}:user/team/alice`, 'user'],
    [`arn:aws:iam::${ACCOUNT}:role/ci/builder`, 'role'],
    [`arn:aws:sts::${ACCOUNT}:assumed-role/builder/job-1`, 'session'],
    [`arn:aws:sts::${ACCOUNT}:federated-user/guest`, 'session'],
    ['', undefined],
    ['**', undefined],
    [ACCOUNT.slice(1), undefined],
    [`${ACCOUNT}4`, undefined],
    [`arn:aws:iam::${ACCOUNT}:*`, undefined],
    [`arn:aws:iam::${ACCOUNT}:role/*`, undefined],
    ['arn:aws:iam::*:root', undefined],
    [`arn:aws:iam::${ACCOUNT}:group/g`, undefined],
    [`arn:aws:iam::${ACCOUNT}:rootx`, undefined],
    [`arn:aws:iam:us-east-1:${ACCOUNT}:root`, undefined],
    [`arn:aws:sts::${ACCOUNT}:assumed-role/builder`, undefined],
    [`arn:aws:sts::${ACCOUNT}:assumed-role/builder/*`, undefined],
    [`arn:aws:sts::${ACCOUNT}:assumed-role/ci/builder/job-1`, undefined],
    [`arn:aws:iam::${ACCOUNT}:user/`, undefined],
    [`arn:aws:iam::${ACCOUNT}:user/a b`, undefined],
    [` ${ACCOUNT}`, undefined],
    ['AIDAALICE', undefined],
  ])('%j: %s', (text, expected) => {
    expect(awsPrincipalForm(text)).toBe(expected);
  });
});

describe('Principal of a trust policy', () => {
  const grant = (named: Parameters<typeof tree>[0], principal: Principal, bound = bindings) =>
    compilePrincipal(tree(named), { kind: 'trust', bindings: bound, effect: 'Allow' })(principal, false);
  const userArn = user.arn;
  const roleArn = role.entityArn!;

  test.each([
    ['*', user, 'direct'],
    ['*', role, 'direct'],
    ['*', root, 'direct'],
    ['*', anonymous, undefined],
    ['*', service, 'direct'],
    ['*', webIdentity, undefined],
    [{ AWS: '*' }, user, 'direct'],
    [{ AWS: ACCOUNT }, user, 'account'],
    [{ AWS: ACCOUNT }, root, 'account'],
    [{ AWS: ACCOUNT }, role, 'account'],
    [{ AWS: OTHER }, user, undefined],
    [{ AWS: `arn:aws:iam::${ACCOUNT}:root` }, user, 'account'],
    [{ AWS: `arn:aws:iam::${OTHER}:root` }, user, undefined],
    [{ AWS: `arn:aws-cn:iam::${ACCOUNT}:root` }, user, undefined],
    [{ AWS: userArn }, user, 'direct'],
    [{ AWS: userArn }, federated, 'entity'],
    [{ AWS: userArn }, role, undefined],
    [{ AWS: userArn }, root, undefined],
    [{ AWS: roleArn }, role, 'entity'],
    [{ AWS: roleArn }, user, undefined],
    [{ AWS: role.arn }, role, 'direct'],
    [{ AWS: role.arn }, { ...role, arn: `${role.arn}2` }, undefined],
    [{ AWS: federated.arn }, federated, 'direct'],
    [{ AWS: [ACCOUNT, roleArn] }, role, 'entity'],
    [{ AWS: [ACCOUNT, roleArn, role.arn] }, role, 'direct'],
    [{ AWS: [] }, user, undefined],
    [{ Service: 'ec2.amazonaws.com' }, service, 'direct'],
    [{ Service: 'lambda.amazonaws.com' }, service, undefined],
    [{ Service: '*' }, service, undefined],
    [{ Service: '*' }, user, undefined],
    [{ Federated: 'accounts.google.com' }, webIdentity, 'direct'],
    [{ Federated: 'accounts.google.com' }, user, undefined],
    [{ AWS: 'accounts.google.com' }, webIdentity, undefined],
    [{ Federated: '*' }, webIdentity, undefined],
  ] as const)('%j names %o: %s', (named, principal, expected) => {
    expect(grant(named, principal)).toBe(expected);
  });

  test.each([webIdentity, service, user])('a Deny of everyone reaches %o', (principal) => {
    const denied = compilePrincipal(tree('*'), { kind: 'trust', effect: 'Deny' });
    expect(denied(principal, false)).toBe('direct');
  });

  test('a user made anew under the old name is a stranger', () => {
    expect(grant({ AWS: userArn }, { ...user, entityId: 'AIDAOTHER' })).toBeUndefined();
    expect(grant({ AWS: roleArn }, { ...role, entityId: 'AROAOTHER' })).toBeUndefined();
  });

  test('a renamed user is the same user', () => {
    const moved = `arn:aws:iam::${ACCOUNT}:user/elsewhere/alicia`;
    expect(grant({ AWS: userArn }, { ...user, arn: moved, entityArn: moved })).toBe('direct');
  });

  test('an ARN that is not bound names nobody, and an id opens nothing for the other kind of entity', () => {
    expect(compilePrincipal(tree({ AWS: userArn }), { kind: 'trust', effect: 'Allow' })(user, false)).toBeUndefined();
    expect(grant({ AWS: userArn }, user, new Map())).toBeUndefined();
    expect(grant({ AWS: userArn }, user, { [roleArn]: 'AIDAALICE' })).toBeUndefined();
    expect(grant({ AWS: userArn }, { ...role, entityId: 'AIDAALICE' })).toBeUndefined();
    expect(grant({ AWS: userArn }, user, { [userArn]: 'AIDAALICE' })).toBe('direct');
  });

  test('bindings do not reach into the prototype of an object', () => {
    expect(grant({ AWS: `arn:aws:iam::${ACCOUNT}:user/toString` }, user, {})).toBeUndefined();
  });
});

describe('Principal of another resource policy', () => {
  const grant = (named: Parameters<typeof tree>[0], principal: Principal) =>
    compilePrincipal(tree(named), { kind: 'resource', effect: 'Allow' })(principal, false);

  test.each([
    ['*', anonymous, 'direct'],
    ['*', service, 'direct'],
    ['*', webIdentity, 'direct'],
    [{ AWS: user.arn }, user, 'direct'],
    [{ AWS: user.arn }, federated, 'entity'],
    [{ AWS: role.entityArn! }, role, 'entity'],
    [{ AWS: role.entityArn!.replace('/ci', '') }, role, undefined],
    [{ AWS: ACCOUNT }, anonymous, undefined],
    [{ CanonicalUser: 'abc' }, user, undefined],
  ] as const)('%j names %o: %s', (named, principal, expected) => {
    expect(grant(named, principal)).toBe(expected);
  });
});

describe('NotPrincipal', () => {
  const applies = (named: Parameters<typeof tree>[0], principal: Principal, hasBoundary = false) =>
    compileNotPrincipal(tree(named), 'resource', undefined)(principal, hasBoundary) !== undefined;

  test.each([
    [{ AWS: [user.arn, ACCOUNT] }, user, false],
    [{ AWS: user.arn }, user, true],
    [{ AWS: ACCOUNT }, user, true],
    [{ AWS: ACCOUNT }, root, false],
    [{ AWS: [role.arn, role.entityArn!, ACCOUNT] }, role, false],
    [{ AWS: [role.arn, role.entityArn!] }, role, true],
    [{ AWS: [user.arn, ACCOUNT] }, role, true],
    [{ Service: 'ec2.amazonaws.com' }, service, false],
    [{ Service: 'lambda.amazonaws.com' }, service, true],
    [{ AWS: ACCOUNT }, anonymous, true],
    ['*', anonymous, false],
  ] as const)('%j applies to %o: %s', (named, principal, expected) => {
    expect(applies(named, principal)).toBe(expected);
  });

  test('it always applies to a caller with a permissions boundary', () => {
    expect(applies({ AWS: [user.arn, ACCOUNT] }, user, true)).toBe(true);
  });
});
