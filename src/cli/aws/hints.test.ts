import { describe, expect, it } from 'vitest';
import { ServiceError } from '../../client/problems.ts';
import { hintsFor } from './hints.ts';
import { refusalOf } from './tell.ts';

const refusal = (code: string, message: string, operation = 'AssumeRole') =>
  new ServiceError({ code, message, status: 403, requestId: 'r-1', operation });

const DENIED =
  'User: arn:aws:iam::1:user/bob is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::1:role/root';

describe('hintsFor', () => {
  it.each([
    [
      'AccessDenied',
      DENIED,
      'AssumeRole',
      /^who may: rolecall who-can sts:AssumeRole ARN; why: rolecall audit why r-1$/,
    ],
    ['AccessDenied', 'Roles may not be assumed by root accounts.', 'AssumeRole', /^a root user assumes no role/],
    [
      'AccessDenied',
      'MultiFactorAuthentication failed with invalid MFA one time pass code.',
      'AssumeRole',
      /--token-code/,
    ],
    ['AccessDenied', 'User: x is not authorized to perform: iam:GetUser', 'GetUser', /^why: rolecall audit why r-1$/],
    ['SignatureDoesNotMatch', 'x', 'GetUser', /rolecall doctor/],
    ['InvalidClientTokenId', 'x', 'GetUser', /rolecall doctor/],
    ['ExpiredToken', 'x', 'GetUser', /assume the role again/],
    ['ExpiredTokenException', 'x', 'AssumeRoleWithWebIdentity', /sign in again/],
    ['MalformedPolicyDocument', 'x', 'CreateRole', /rolecall lint/],
    ['NoSuchEntity', 'x', 'GetRole', /case-sensitive/],
  ])('%s: %s', (code, message, operation, hint) => {
    const [said] = hintsFor(refusal(code, message, operation), { RoleArn: 'ARN' });
    expect(said).toMatch(hint);
  });

  it('says nothing where nothing helps', () => expect(hintsFor(refusal('LimitExceeded', 'x'), {})).toEqual([]));
});

describe('refusalOf', () => {
  it('underlines the place in the document that was refused', async () => {
    const { message, hints } = await refusalOf(refusal('MalformedPolicyDocument', 'Syntax errors in policy.'), {
      Policy: '{\n  "Version": "2012-10-17",\n  "Statement": [{"Effect": "Alow"}]\n}',
    });
    expect(message).toBe(
      'An error occurred (MalformedPolicyDocument) when calling the AssumeRole operation: Syntax errors in policy.',
    );
    expect(hints[1]).toMatch(/^Policy, line 3, column \d+: /);
    expect(hints[2]).toBe('3 |   "Statement": [{"Effect": "Alow"}]');
    expect(hints[3]).toMatch(/^ {2}\| +\^$/);
  });

  it('says that it was tried again', async () => {
    expect((await refusalOf(refusal('Throttling', 'Rate exceeded'), {})).message).toContain(
      '(reached max retries: 2): Rate',
    );
  });
});
