import { describe, expect, it } from 'vitest';
import { conditionText, sessionText, wayText } from './show-condition.ts';

describe('conditions in words', () => {
  it.each([
    ['StringEquals', 'sts:ExternalId', ['123ABC'], 'if `sts:ExternalId` is `123ABC`'],
    ['StringEquals', 'sts:ExternalId', ['a', 'b', 'c'], 'if `sts:ExternalId` is `a`, `b` or `c`'],
    ['StringLike', 'aws:userid', ['*:job'], 'if `aws:userid` is like `*:job`'],
    ['Bool', 'aws:MultiFactorAuthPresent', ['true'], 'with MFA'],
    ['Bool', 'aws:MultiFactorAuthPresent', ['false'], 'if `aws:MultiFactorAuthPresent` is `false`'],
    [
      'BoolIfExists',
      'aws:MultiFactorAuthPresent',
      ['true'],
      'if `aws:MultiFactorAuthPresent` is `true`, or is missing',
    ],
    ['Bool', 'aws:SecureTransport', ['true'], 'over TLS'],
    ['IpAddress', 'aws:SourceIp', ['192.0.2.0/24'], 'from `192.0.2.0/24`'],
    ['NotIpAddress', 'aws:SourceIp', ['192.0.2.0/24'], 'from elsewhere than `192.0.2.0/24`'],
    ['IpAddress', 'aws:VpcSourceIp', ['10.0.0.0/8'], 'if `aws:VpcSourceIp` is in `10.0.0.0/8`'],
    ['NumericLessThan', 'aws:MultiFactorAuthAge', ['60'], 'if `aws:MultiFactorAuthAge` is less than `60`'],
    ['Null', 'aws:TokenIssueTime', ['true'], 'if there is no `aws:TokenIssueTime`'],
    ['Null', 'aws:TokenIssueTime', ['false'], 'if there is `aws:TokenIssueTime`'],
    ['ForAnyValue:StringEquals', 'aws:TagKeys', ['a'], 'if some value of `aws:TagKeys` is `a`'],
    [
      'ForAllValues:StringLikeIfExists',
      'aws:TagKeys',
      ['a*'],
      'if every value of `aws:TagKeys` is like `a*`, or is missing',
    ],
    ['StringEquals', 'k', ['\u001b[2J'], 'if `k` is `\\u{1b}[2J`'],
    ['StringEquals', 'k', Array.from({ length: 9 }, () => 'v'), 'if `k` is `v`, `v`, `v`, `v`, `v`, `v` or 3 more'],
    ['StringEquals', 'k', [], 'if `k` is nothing'],
  ])('%s %s %j', (operator, key, values, text) => expect(conditionText({ operator, key, values })).toBe(text));

  it('a way', () => {
    const external = { operator: 'StringEquals', key: 'sts:ExternalId', values: ['x'] };
    const office = { operator: 'IpAddress', key: 'aws:SourceIp', values: ['192.0.2.1'] };
    expect(wayText({ needs: [external, external], unless: [], example: [] })).toBe(
      'if `sts:ExternalId` is `x` and `sts:ExternalId` is `x`',
    );
    expect(wayText({ needs: [], unless: [[external, office]], example: [] })).toBe(
      'unless `sts:ExternalId` is `x` and from `192.0.2.1`',
    );
    expect(wayText({ needs: [office], unless: [] })).toBe(
      'from `192.0.2.1`, if at all: no values were found that fulfil it',
    );
  });

  it('a session', () => {
    expect(sessionText([])).toBeUndefined();
    expect(
      sessionText([
        ['sts:rolesessionname', 'job-1'],
        ['aws:principaltag/team', 'red'],
        ['aws:sourceidentity', 'ann'],
        ['saml:sub', 'x'],
      ]),
    ).toBe(
      'its session named `job-1` and tagged `team` = `red` and with the source identity `ann` and with `saml:sub` `x`',
    );
  });
});
