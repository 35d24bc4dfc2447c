import { hash } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import * as idp from '../../src/federation/saml/signer.testing.ts';
import {
  ACCOUNT_A,
  metadataOf,
  OTHER_KEY,
  openWithProvider,
  SAID,
  trusting,
  type WithProvider,
} from '../federation/saml.ts';
import { ACCOUNT_B, credentialsOf, policy } from './harness.ts';

let house: WithProvider;
beforeEach(async () => {
  house = await openWithProvider();
});

const QUALIFIER = hash('sha1', `${idp.ENTITY_ID}${ACCOUNT_A}/Corp`, 'base64');
const session = `arn:aws:sts::${ACCOUNT_A}:assumed-role/Dev/ann@example.com`;

describe('AssumeRoleWithSAML', () => {
  test('answers credentials, and whose they are', async () => {
    const answer = await house.bring(house.issued({ attributes: { SourceIdentity: 'ann' } }));
    expect(answer.status).toBe(200);
    const told = [
      'Subject',
      'SubjectType',
      'Issuer',
      'Audience',
      'NameQualifier',
      'SourceIdentity',
      'PackedPolicySize',
      'Arn',
    ];
    expect(told.map((name) => answer.text(name))).toEqual([
      'ann',
      'persistent',
      idp.ENTITY_ID,
      idp.AWS_RECIPIENT,
      QUALIFIER,
      'ann',
      undefined,
      session,
    ]);
    const who = await house.must(credentialsOf(answer), 'GetCallerIdentity');
    expect([who.text('Arn'), who.text('UserId')]).toEqual([session, answer.text('AssumedRoleId')]);
  });

  test.each([
    ['urn:oasis:names:tc:SAML:2.0:nameid-format:transient', 'transient'],
    [
      'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
      'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
    ],
  ])('a name of the format %s is of the type %s', async (format, type) => {
    const answer = await house.bring(house.issued({ nameId: `<saml:NameID Format="${format}">a</saml:NameID>` }));
    expect(answer.text('SubjectType')).toBe(type);
  });

  test('is remembered with the provider as who called', async () => {
    await house.bring(house.issued());
    expect(house.events.at(-1)).toMatchObject({
      action: 'AssumeRoleWithSAML',
      status: 200,
      caller: { kind: 'saml', userId: `${QUALIFIER}:ann`, accessKeyId: '' },
    });
  });

  test('a missing role, an unmet condition and a role that is not granted answer alike, to the byte but the request id', async () => {
    const strict = await house.role(house.rootA, 'Strict', trusting({ StringEquals: { 'saml:sub': 'bob' } }));
    const none = `arn:aws:iam::${ACCOUNT_A}:role/none`;
    const bare = async (RoleArn: string, granted: string) => {
      const answer = await house.bring(house.issued({ attributes: { Role: `${granted},${idp.PROVIDER}` } }), {
        RoleArn,
      });
      return answer.body.replace(/<RequestId>[^<]*/, '');
    };
    const unmet = await bare(strict, strict);
    expect(unmet).toContain('Not authorized to perform sts:AssumeRoleWithSAML');
    expect([await bare(none, none), await bare(strict, house.roleArn)]).toEqual([unmet, unmet]);
  });

  test.each([
    ['a provider that is not there', { PrincipalArn: `${idp.PROVIDER}2` }, SAID.noProvider],
    ['its name in another case', { PrincipalArn: idp.PROVIDER.replace('Corp', 'corp') }, SAID.noProvider],
    ['a provider of another account', { PrincipalArn: idp.PROVIDER.replace(ACCOUNT_A, ACCOUNT_B) }, SAID.denied],
    ['a role of another account', { RoleArn: `arn:aws:iam::${ACCOUNT_B}:role/Dev` }, SAID.denied],
    [
      'no provider',
      { PrincipalArn: 'arn:aws:iam::111122223333:role/Dev' },
      'ValidationError 400: arn:aws:iam::111122223333:role/Dev is invalid',
    ],
    ['no ARN', { PrincipalArn: 'x'.repeat(20) }, `ValidationError 400: ${'x'.repeat(20)} is invalid`],
    ['no role', { RoleArn: 'x'.repeat(20) }, `ValidationError 400: ${'x'.repeat(20)} is invalid`],
  ])('%s', async (_what, more, said) => expect(await house.outcome(house.issued(), more)).toBe(said));

  test.each([
    ['no RoleSessionName', { RoleSessionName: undefined }, 'RoleSessionName is required in AuthnResponse'],
    [
      'a RoleSessionName of something else',
      { RoleSessionName: 'a/b' },
      'RoleSessionName in AuthnResponse must match [a-zA-Z_0-9+=,.@-]{2,64}',
    ],
    [
      'a SourceIdentity of AWS',
      { SourceIdentity: 'aws:x' },
      'Source Identity must match [a-zA-Z_0-9+=,.@-]{2,64} and not begin with "aws:"',
    ],
    [
      'a tag of a wrong value',
      { 'PrincipalTag:a': '!' },
      "1 validation error detected: Value '!' at 'tags.1.member.value' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*",
    ],
  ])('%s', async (_what, attributes, text) =>
    expect(await house.outcome(house.issued({ attributes }))).toBe(`InvalidIdentityToken 400: ${text}`),
  );

  test('without a name nobody is anybody', async () =>
    expect(await house.outcome(house.issued({ nameId: '' }))).toBe(SAID.denied));

  test('roles of IAM Identity Center are its own', async () => {
    const RoleArn = `arn:aws:iam::${ACCOUNT_A}:role/AWSReservedSSO_Admin_0123456789abcdef`;
    await house.role(house.rootA, 'AWSReservedSSO_Admin_0123456789abcdef', trusting());
    expect(await house.outcome(house.issued({ attributes: { Role: `${RoleArn},${idp.PROVIDER}` } }), { RoleArn })).toBe(
      SAID.denied,
    );
  });

  test('in Role either may stand first, and another pair grants nothing', async () => {
    const swapped = { Role: [`${idp.PROVIDER},${idp.ROLE}`] };
    expect(await house.outcome(house.issued({ attributes: swapped }))).toBe('credentials');
    for (const Role of [`${idp.ROLE},${idp.PROVIDER}2`, `${idp.ROLE}2,${idp.PROVIDER}`, idp.ROLE, ''])
      expect(await house.outcome(house.issued({ attributes: { Role } }))).toBe(SAID.denied);
  });
});

describe('what trust policies see', () => {
  test.each([
    ['saml:aud', idp.AWS_RECIPIENT],
    ['saml:iss', idp.ENTITY_ID],
    ['SAML:sub', 'ann'],
    ['saml:sub_type', 'persistent'],
    ['saml:namequalifier', QUALIFIER],
    ['saml:doc', `${ACCOUNT_A}/Corp`],
    ['saml:mail', 'ann@example.com'],
    ['saml:commonName', 'Ann'],
    ['aws:FederatedProvider', idp.PROVIDER],
    ['sts:RoleSessionName', 'ann@example.com'],
    ['sts:SourceIdentity', 'ann'],
    ['aws:RequestTag/team', 'Blue'],
  ])('%s', async (key, value) => {
    const outcomes: string[] = [];
    for (const wanted of [value, `${value}x`]) {
      const RoleArn = await house.role(
        house.rootA,
        `R${outcomes.length}`,
        trusting({ StringEquals: { [key]: wanted } }),
      );
      const attributes = {
        Role: `${RoleArn},${idp.PROVIDER}`,
        SourceIdentity: 'ann',
        'PrincipalTag:Team': 'Blue',
        'urn:oid:0.9.2342.19200300.100.1.3': 'ann@example.com',
        'urn:oid:2.5.4.3': 'Ann',
      };
      outcomes.push(await house.outcome(house.issued({ attributes }), { RoleArn }));
    }
    expect(outcomes).toEqual(['credentials', SAID.denied]);
  });

  test('lists are lists', async () => {
    const inList = { 'ForAnyValue:StringEquals': { 'saml:edupersonaffiliation': 'staff' } };
    const RoleArn = await house.role(house.rootA, 'Staff', trusting(inList));
    const outcome = (values: string[]) =>
      house.outcome(
        house.issued({
          attributes: { Role: `${RoleArn},${idp.PROVIDER}`, 'urn:oid:1.3.6.1.4.1.5923.1.1.1.1': values },
        }),
        { RoleArn },
      );
    expect([await outcome(['member', 'staff']), await outcome(['member']), await outcome([])]).toEqual([
      'credentials',
      SAID.denied,
      SAID.denied,
    ]);
  });

  test('tags need sts:TagSession, a source identity sts:SetSourceIdentity', async () => {
    const RoleArn = await house.role(house.rootA, 'Plain', trusting(undefined, ['sts:AssumeRoleWithSAML']));
    const outcome = (attributes: object) =>
      house.outcome(house.issued({ attributes: { Role: `${RoleArn},${idp.PROVIDER}`, ...attributes } }), { RoleArn });
    expect(await outcome({})).toBe('credentials');
    expect(await outcome({ 'PrincipalTag:a': '1' })).toBe('AccessDenied 403: Not authorized to perform sts:TagSession');
    expect(await outcome({ SourceIdentity: 'ann' })).toBe(
      'AccessDenied 403: Not authorized to perform sts:SetSourceIdentity',
    );
  });
});

describe('the session', () => {
  const lasts = (answer: { text(name: string): string | undefined }) =>
    Date.parse(answer.text('Expiration')!) / 1000 - house.nowSeconds();
  const until = (seconds: number) =>
    `<saml:AuthnStatement AuthnInstant="${idp.at(house.nowSeconds())}" SessionNotOnOrAfter="${idp.at(house.nowSeconds() + seconds)}"></saml:AuthnStatement>`;

  test('lasts an hour, as long as was asked for, or as long as that of the identity provider', async () => {
    expect(lasts(await house.bring(house.issued()))).toBe(3600);
    expect(lasts(await house.bring(house.issued(), { DurationSeconds: 900 }))).toBe(900);
    expect(lasts(await house.bring(house.issued({ statement: until(1000) })))).toBe(1000);
    expect(lasts(await house.bring(house.issued({ statement: until(7200) })))).toBe(3600);
    expect(lasts(await house.bring(house.issued({ attributes: { SessionDuration: '43200' } })))).toBe(3600);
    expect(await house.outcome(house.issued({ statement: until(0) }))).toBe(SAID.expired);
  });

  test('is bounded by the role', async () => {
    const beyond =
      'ValidationError 400: The requested DurationSeconds exceeds the MaxSessionDuration set for this role.';
    expect(await house.outcome(house.issued({ statement: until(900) }), { DurationSeconds: 3601 })).toBe(beyond);
    await house.must(house.rootA, 'UpdateRole', { RoleName: 'Dev', MaxSessionDuration: 43_200 });
    expect(lasts(await house.bring(house.issued(), { DurationSeconds: 43_200 }))).toBe(43_200);
  });

  test('has tags, transitive ones too, and keeps who it is of', async () => {
    await house.allowRole(house.rootA, 'Dev', {
      Action: 'iam:ListUsers',
      Resource: '*',
      Condition: {
        StringEquals: {
          'saml:sub': 'ann',
          'saml:sub_type': 'persistent',
          'saml:namequalifier': QUALIFIER,
          'aws:PrincipalTag/Team': 'Blue',
          'aws:FederatedProvider': idp.PROVIDER,
        },
      },
    });
    const attributes = { 'PrincipalTag:Team': 'Blue', TransitiveTagKeys: 'Team' };
    const answer = await house.bring(house.issued({ attributes }));
    expect(Number(answer.text('PackedPolicySize'))).toBeGreaterThan(0);
    expect((await house.call(credentialsOf(answer), 'ListUsers')).status).toBe(200);
    const other = credentialsOf(await house.bring(house.issued({ attributes: { 'PrincipalTag:Team': 'Red' } })));
    expect((await house.call(other, 'ListUsers')).code).toBe('AccessDenied');
  });

  test('is narrowed by session policies', async () => {
    await house.allowRole(house.rootA, 'Dev', { Action: '*', Resource: '*' });
    const narrow = credentialsOf(
      await house.bring(house.issued(), { Policy: policy({ Action: 'iam:ListRoles', Resource: '*' }) }),
    );
    expect((await house.call(narrow, 'ListRoles')).status).toBe(200);
    expect((await house.call(narrow, 'ListUsers')).code).toBe('AccessDenied');
    expect(await house.outcome(house.issued(), { Policy: '{' })).toMatch(/^MalformedPolicyDocument 400/);
  });

  test('may assume another role, for an hour', async () => {
    const next = await house.role(house.rootA, 'Next', { Principal: { AWS: house.roleArn } });
    const chained = await house.assume(credentialsOf(await house.bring(house.issued())), next);
    expect(chained.status).toBe(200);
  });
});

describe('an assertion is taken once', () => {
  test('and not again', async () => {
    const xml = house.issued();
    expect([await house.outcome(xml), await house.outcome(xml)]).toEqual(['credentials', SAID.used]);
  });

  test('of rivals one has it', async () => {
    const xml = house.issued();
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => house.outcome(xml)));
    expect(outcomes.filter((one) => one === 'credentials')).toHaveLength(1);
    expect(outcomes.filter((one) => one === SAID.used)).toHaveLength(19);
  });

  test('a call that is refused leaves it', async () => {
    const xml = house.issued();
    expect(await house.outcome(xml, { DurationSeconds: 43_200 })).toMatch(/^ValidationError/);
    expect(await house.outcome(xml, { Policy: '{' })).toMatch(/^MalformedPolicyDocument/);
    expect(await house.outcome(xml, { RoleArn: `${house.roleArn}2` })).toBe(SAID.denied);
    expect(await house.outcome(xml)).toBe('credentials');
  });

  test('nor through another provider of the same identity provider, nor after the provider was made anew', async () => {
    const SAMLMetadataDocument = (
      await house.must(house.rootA, 'GetSAMLProvider', { SAMLProviderArn: idp.PROVIDER })
    ).text('SAMLMetadataDocument')!;
    await house.must(house.rootA, 'CreateSAMLProvider', { Name: 'Corp2', SAMLMetadataDocument });
    const both = [idp.PROVIDER, `${idp.PROVIDER}2`];
    const RoleArn = await house.role(house.rootA, 'Both', { ...trusting(), Principal: { Federated: both } });
    const xml = house.issued({ attributes: { Role: both.map((provider) => `${RoleArn},${provider}`) } });
    expect(await house.outcome(xml, { RoleArn })).toBe('credentials');
    expect(await house.outcome(xml, { RoleArn, PrincipalArn: both[1]! })).toBe(SAID.used);
    await house.must(house.rootA, 'DeleteSAMLProvider', { SAMLProviderArn: idp.PROVIDER });
    expect(await house.outcome(xml, { RoleArn })).toBe(SAID.noProvider);
    await house.must(house.rootA, 'CreateSAMLProvider', { Name: 'Corp', SAMLMetadataDocument });
    expect(await house.outcome(xml, { RoleArn })).toBe(SAID.used);
  });
});

describe('a provider that changes', () => {
  test('takes assertions by its new key alone, from the next call on', async () => {
    expect(await house.outcome(house.issued())).toBe('credentials');
    await house.must(house.rootA, 'UpdateSAMLProvider', {
      SAMLProviderArn: idp.PROVIDER,
      SAMLMetadataDocument: metadataOf(OTHER_KEY),
    });
    expect(await house.outcome(house.issued())).toBe(SAID.signature);
    expect(await house.outcome(house.issued({ key: OTHER_KEY }))).toBe('credentials');
    await house.must(house.rootA, 'DeleteSAMLProvider', { SAMLProviderArn: idp.PROVIDER });
    expect(await house.outcome(house.issued({ key: OTHER_KEY }))).toBe(SAID.noProvider);
  });

  test('costs no statement while it does not, but the one that marks the assertion', async () => {
    await house.bring(house.issued());
    house.statements.length = 0;
    await house.bring(house.issued());
    expect(house.statements.map((sql) => sql.split(' ').slice(0, 3).join(' '))).toEqual([
      'begin immediate',
      'delete from "used_once"',
      'insert into "used_once"',
      'commit',
    ]);
  });
});
