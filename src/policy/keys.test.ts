import { describe, expect, test } from 'vitest';
import { contextKeys, readPolicy } from './index.ts';
import { documentOf } from './testing.ts';

const keys = (statement: object, version?: string) => {
  const read = readPolicy(
    documentOf({ Effect: 'Allow', Action: '*', Resource: '*', ...statement }, version),
    'session',
  );
  if (!read.ok) throw new Error(read.problem.message);
  return contextKeys(read.policy);
};

describe('contextKeys', () => {
  test.each([
    ['none', {}, []],
    [
      'conditions',
      { Condition: { Bool: { 'aws:SecureTransport': 'true' }, Null: { 'aws:TokenIssueTime': 'true' } } },
      ['aws:SecureTransport', 'aws:TokenIssueTime'],
    ],
    [
      'variables',
      { Resource: ['arn:aws:s3:::${aws:username}', "arn:aws:s3:::${aws:PrincipalTag/Team, 'none'}"] },
      ['aws:username', 'aws:PrincipalTag/Team'],
    ],
    [
      'variables in values',
      { Condition: { StringLike: { 's3:prefix': '${aws:userid}/*' } } },
      ['s3:prefix', 'aws:userid'],
    ],
    ['literals', { Resource: 'arn:aws:s3:::a${*}${?}${$}' }, ['*', '?', '$']],
    [
      'one key in two spellings',
      { Condition: { Bool: { 'aws:mfa': 'true' }, Null: { 'AWS:MFA': 'true' } } },
      ['aws:mfa'],
    ],
    ['what is no variable', { Resource: 'arn:aws:s3:::${ aws:username}' }, []],
  ])('%s', (_name, statement, expected) => expect(keys(statement)).toEqual(expected));

  test('a document of 2008 has no variables', () => {
    expect(keys({ Resource: 'arn:aws:s3:::${aws:username}' }, '2008-10-17')).toEqual([]);
  });
});
