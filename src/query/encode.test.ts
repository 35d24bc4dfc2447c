import { describe, expect, test } from 'vitest';
import { DeleteUser, GetAccountSummary, GetRole, ListUsers } from '../model/generated/iam.ts';
import { AssumeRole, GetCallerIdentity } from '../model/generated/sts.ts';
import { encodeFault, encodeResult } from './encode.ts';

describe('encodeResult', () => {
  test('GetCallerIdentity, byte for byte as recorded (sts.md 1.3)', () => {
    const output = { UserId: 'AIDAEXAMPLE', Account: '111122223333', Arn: 'arn:aws:iam::111122223333:user/alice' };
    expect(encodeResult(GetCallerIdentity, output, '8f3c')).toBe(
      [
        '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">',
        '  <GetCallerIdentityResult>',
        '    <Arn>arn:aws:iam::111122223333:user/alice</Arn>',
        '    <UserId>AIDAEXAMPLE</UserId>',
        '    <Account>111122223333</Account>',
        '  </GetCallerIdentityResult>',
        '  <ResponseMetadata>',
        '    <RequestId>8f3c</RequestId>',
        '  </ResponseMetadata>',
        '</GetCallerIdentityResponse>',
        '',
      ].join('\n'),
    );
  });

  test('AssumeRole: recorded order, whole seconds, what is absent left out', () => {
    const output = {
      SourceIdentity: 'bob',
      PackedPolicySize: undefined,
      Credentials: { AccessKeyId: 'ASIA', SecretAccessKey: 'a/b+', SessionToken: 't', Expiration: 1784110830.999 },
      AssumedRoleUser: { Arn: 'arn:aws:sts::1:assumed-role/dev/bob', AssumedRoleId: 'AROA:bob' },
    };
    expect(encodeResult(AssumeRole, output, 'id').split('\n').slice(1, -5)).toEqual([
      '  <AssumeRoleResult>',
      '    <AssumedRoleUser>',
      '      <AssumedRoleId>AROA:bob</AssumedRoleId>',
      '      <Arn>arn:aws:sts::1:assumed-role/dev/bob</Arn>',
      '    </AssumedRoleUser>',
      '    <Credentials>',
      '      <AccessKeyId>ASIA</AccessKeyId>',
      '      <SecretAccessKey>a/b+</SecretAccessKey>',
      '      <SessionToken>t</SessionToken>',
      '      <Expiration>2026-07-15T10:20:30Z</Expiration>',
      '    </Credentials>',
      '    <SourceIdentity>bob</SourceIdentity>',
      '  </AssumeRoleResult>',
    ]);
  });

  test.each([
    ['no output at all has no Result', encodeResult(DeleteUser, undefined, 'id'), []],
    ['a Result around nothing', encodeResult(GetCallerIdentity, {}, 'id'), ['  <GetCallerIdentityResult/>']],
    [
      'an empty list, false',
      encodeResult(ListUsers, { Users: [], IsTruncated: false }, 'id'),
      ['  <ListUsersResult>', '    <Users/>', '    <IsTruncated>false</IsTruncated>', '  </ListUsersResult>'],
    ],
    [
      'a map',
      encodeResult(GetAccountSummary, { SummaryMap: new Map([['Users', 0]]) }, 'id'),
      [
        '  <GetAccountSummaryResult>',
        '    <SummaryMap>',
        '      <entry>',
        '        <key>Users</key>',
        '        <value>0</value>',
        '      </entry>',
        '    </SummaryMap>',
        '  </GetAccountSummaryResult>',
      ],
    ],
    [
      'a list of structures, an empty text',
      encodeResult(GetRole, { Role: { Tags: [{ Key: 'a', Value: '' }] } }, 'id'),
      [
        '  <GetRoleResult>',
        '    <Role>',
        '      <Tags>',
        '        <member>',
        '          <Key>a</Key>',
        '          <Value/>',
        '        </member>',
        '      </Tags>',
        '    </Role>',
        '  </GetRoleResult>',
      ],
    ],
  ])('%s', (_what, xml, lines) => {
    expect(xml.split('\n').slice(1, -5)).toEqual(lines);
  });

  test('refuses to write a time that is none', () => {
    const Credentials = { AccessKeyId: '', SecretAccessKey: '', SessionToken: '', Expiration: Number.NaN };
    expect(() => encodeResult(AssumeRole, { Credentials }, 'id')).toThrow(RangeError);
  });
});

describe('encodeFault', () => {
  const namespace = 'https://sts.amazonaws.com/doc/2011-06-15/';

  test('a refusal, byte for byte (sts.md 1.4)', () => {
    const fault = { code: 'AccessDenied', status: 403, text: 'Roles may not be assumed by <root>\r\n', namespace };
    expect(encodeFault(fault, 'the-id')).toBe(
      [
        `<ErrorResponse xmlns="${namespace}">`,
        '  <Error>',
        '    <Type>Sender</Type>',
        '    <Code>AccessDenied</Code>',
        '    <Message>Roles may not be assumed by &lt;root&gt;&#xD;',
        '</Message>',
        '  </Error>',
        '  <RequestId>the-id</RequestId>',
        '</ErrorResponse>',
        '',
      ].join('\n'),
    );
  });

  test.each([
    [400, 'Sender'],
    [403, 'Sender'],
    [500, 'Receiver'],
    [503, 'Receiver'],
  ])('%d is of type %s', (status, type) => {
    expect(encodeFault({ code: 'X', status, text: undefined, namespace }, 'id')).toContain(`<Type>${type}</Type>`);
  });

  test('no text, no Message element; an empty text keeps it', () => {
    expect(encodeFault({ code: 'MalformedInput', status: 400, text: undefined, namespace }, 'id')).not.toContain(
      'Message',
    );
    expect(encodeFault({ code: 'X', status: 400, text: '', namespace }, 'id')).toContain('<Message></Message>');
  });
});
