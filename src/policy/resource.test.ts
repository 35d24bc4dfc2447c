import { describe, expect, test } from 'vitest';
import { SplitArn } from './arn-pattern.ts';
import { compileResources } from './resource.ts';
import { contextOf } from './testing.ts';
import type { PolicyKind } from './types.ts';

const context = contextOf({
  'aws:username': 'bob',
  'aws:principaltag/any': '*',
  'aws:principaltag/arn': 'arn:aws:s3:::b/x',
  'aws:principaltag/account': '111122223333',
  'aws:principaltag/sneaky': ':444455556666:role/x',
  'aws:tagkeys': ['bob'],
});

const listed = (entries: string[], resource: string, kind: PolicyKind = 'identity', substitution = true) =>
  compileResources(entries, { negated: false, substitution, kind })(new SplitArn(resource), context);

describe('Resource', () => {
  const object = 'arn:aws:s3:::b/x';
  const roleA = 'arn:aws:iam::111122223333:role/a';

  test.each([
    [['*'], object, true],
    [['*'], '*', true],
    [['arn:aws:s3:::*'], '*', false],
    [[object], '*', false],
    [[object], object, true],
    [['arn:aws:s3:::B/x'], object, false],
    [['arn:aws:s3:::b*'], object, true],
    [['arn:aws:s3:::b*'], 'arn:aws:s3:::bucket:suffix/x', true],
    [['arn:aws:s3:::b/?'], object, true],
    [['arn:aws:s3:::b/?'], 'arn:aws:s3:::b/😀', false],
    [['arn:aws:s3:::b/??'], 'arn:aws:s3:::b/😀', true],
    [['arn:aws:s3:::b/*'], 'arn:aws:s3:::b/x\ny', true],
    [['arn:*:s3:::b/x'], object, true],
    [['arn:aws:iam::*:role/a'], roleA, true],
    [['arn:aws:iam::11112222????:role/a'], roleA, true],
    [['arn:aws:iam:*:role/a'], roleA, false],
    [['arn:aws:iam::111122223333:role/a'], `${roleA}b`, false],
    [['arn:aws:iam::111122223333:role/a'], `${roleA}/`, false],
    [['arn:aws:iam::111122223333:role/A'], roleA, false],
    [['arn:aws:iam::*role/a'], roleA, false],
    [['arn:aws:logs:*:1:log-group:*'], 'arn:aws:logs:eu-west-1:1:log-group:a:b', true],
    [['**'], object, false],
    [['a*'], object, false],
    [['arn:*'], object, false],
    [[''], object, false],
    [[], object, false],
    // Short ARNs.
    [['arn:aws:s3'], object, true],
    [['arn:aws:s3:'], object, true],
    [['arn:aws:s3::'], object, true],
    [['arn:aws:sqs'], object, false],
    [['arn:aws'], object, false],
    // Variables.
    [['arn:aws:s3:::home/${aws:username}/*'], 'arn:aws:s3:::home/bob/x', true],
    [['arn:aws:s3:::home/${aws:username}/*'], 'arn:aws:s3:::home/alice/x', false],
    [['arn:aws:s3:::home/${aws:missing}'], 'arn:aws:s3:::home/', false],
    [["arn:aws:s3:::home/${aws:missing, 'x'}"], 'arn:aws:s3:::home/x', true],
    [["arn:aws:s3:::home/${aws:TagKeys, 'bob'}"], 'arn:aws:s3:::home/bob', false],
    [['arn:aws:s3:::b/${aws:PrincipalTag/any}'], object, false],
    [['arn:aws:s3:::b/${aws:PrincipalTag/any}'], 'arn:aws:s3:::b/*', true],
    [['arn:aws:s3:::b/${*}'], object, false],
    [['arn:aws:s3:::b/${*}'], 'arn:aws:s3:::b/*', true],
    [['arn:aws:iam::${aws:PrincipalTag/account}:role/*'], roleA, true],
    [['arn:aws:iam::${aws:PrincipalTag/any}:role/*'], roleA, false],
    [['${aws:PrincipalTag/arn}'], object, true],
    [['${aws:PrincipalTag/any}'], object, false],
    [['${aws:PrincipalTag/any}'], '*', false],
    [['arn:aws:s3:${aws:username}'], object, false],
    [
      ['arn:aws:iam:${aws:PrincipalTag/sneaky}:111122223333:*'],
      'arn:aws:iam::444455556666:role/x:111122223333:y',
      false,
    ],
  ])('%j on %s: %s', (entries, resource, expected) => {
    expect(listed(entries, resource)).toBe(expected);
    const negated = compileResources(entries, { negated: true, substitution: true, kind: 'identity' });
    expect(negated(new SplitArn(resource), context)).toBe(!expected);
  });

  test('without variables in 2008-10-17', () => {
    expect(listed(['arn:aws:s3:::home/${aws:username}'], 'arn:aws:s3:::home/bob', 'identity', false)).toBe(false);
    expect(listed(['arn:aws:s3:::home/${aws:username}'], 'arn:aws:s3:::home/${aws:username}', 'identity', false)).toBe(
      true,
    );
  });

  test.each([
    ['identity', 'arn:aws:s3', true],
    ['boundary', 'arn:aws:s3', true],
    ['session', 'arn:aws:s3', true],
    ['resource', 'arn:aws:s3', false],
    ['scp', 'arn:aws:s3', false],
    ['scp', 'arn:aws:s*', true],
  ] as const)('a short ARN in a policy of kind %s: %s names it: %s', (kind, entry, expected) => {
    expect(listed([entry], object, kind)).toBe(expected);
  });
});
