import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ecKey, makeCertificate, rsaKey } from '../../iam/certificates/testing.ts';
import { readMetadata } from './metadata.ts';
import * as idp from './signer.testing.ts';
import { key as descriptor, metadata } from './testing.ts';
import { type IdentityProvider, verifyResponse } from './verify-response.ts';

const NOW = 1_700_000_000;
const rsa = rsaKey(2048);
const ec = ecKey();
const certificateOf = (key: KeyObject, from?: Date, to?: Date): string =>
  makeCertificate({ key, ...(from && { from }), ...(to && { to }) }).pem.replace(/-----[A-Z ]+-----|\n/g, '');

const providerWith = (certificates: readonly string[], more: Partial<IdentityProvider> = {}): IdentityProvider => {
  const read = readMetadata(metadata(certificates.map((one) => descriptor(one)).join('')));
  if (!read.ok) throw new Error(read.problem);
  return { metadata: read.metadata, requiresEncryption: false, privateKeys: [], ...more };
};
const RSA = certificateOf(rsa);
const provider = providerWith([RSA, certificateOf(ec)]);

const expected = {
  nowSeconds: NOW,
  isRecipient: (url: string) => url === idp.AWS_RECIPIENT || url === 'https://sts.example.test/saml',
  audiences: new Set([idp.AWS_AUDIENCE, 'https://sts.example.test/saml']),
};

const verify = (xml: string, by: IdentityProvider = provider) => verifyResponse(idp.base64(xml), by, expected);
const issued = (wanted: Partial<idp.Wanted> = {}) => idp.issue({ nowSeconds: NOW, key: rsa, ...wanted });
const outcome = (xml: string, by?: IdentityProvider): string => {
  const result = verify(xml, by);
  return 'refused' in result ? result.refused : 'accepted';
};

it('what is vouched for', () => {
  const attributes = {
    Role: ['x', `${idp.PROVIDER}, ${idp.ROLE}`, `${idp.ROLE},${idp.PROVIDER},${idp.ROLE}`],
    SessionDuration: '43200',
    SourceIdentity: 'ann',
    'PrincipalTag:Team': 'Blue',
    TransitiveTagKeys: ['Team'],
    'urn:oid:1.3.6.1.4.1.5923.1.1.1.1': ['staff', 'member'],
    'urn:oid:0.9.2342.19200300.100.1.3': 'ann@example.com',
    'urn:oid:2.5.4.4': ['two', 'names'],
  };
  expect(verify(issued({ attributes }))).toEqual({
    assertionId: '_a1',
    issuer: idp.ENTITY_ID,
    subject: 'ann',
    subjectType: 'persistent',
    recipient: idp.AWS_RECIPIENT,
    usableUntil: NOW + 295,
    sessionEndsAt: undefined,
    roles: [{ role: idp.ROLE, provider: idp.PROVIDER }],
    sessionName: 'ann@example.com',
    sourceIdentity: 'ann',
    consoleSeconds: 43_200,
    tags: new Map([['Team', 'Blue']]),
    transitiveKeys: ['Team'],
    keys: [
      { key: 'saml:edupersonaffiliation', values: ['staff', 'member'], many: true },
      { key: 'saml:mail', values: ['ann@example.com'], many: false },
    ],
  });
});

describe('who signs, and what', () => {
  it.each(['assertion', 'response', 'both'] as const)('%s', (sign) => {
    for (const key of [rsa, ec])
      for (const hash of ['sha256', 'sha384', 'sha512'])
        expect(outcome(issued({ sign, key, signature: { hash } }))).toBe('accepted');
  });

  it('nobody', () => expect(outcome(issued({ sign: 'none' }))).toBe('signature'));
  it('somebody else', () => expect(outcome(issued({ key: rsaKey(2048) }))).toBe('signature'));

  const year = (y: number) => new Date(Date.UTC(y, 0));
  it.each([
    ['a key that has ended', [certificateOf(rsa, year(2010), year(2020))], 'provider-ended'],
    ['a key that begins later', [certificateOf(rsa, year(2030), year(2040))], 'provider-ended'],
    [
      'a key that has ended, beside another',
      [certificateOf(rsa, year(2010), year(2020)), certificateOf(ec)],
      'signature',
    ],
    ['a second key', [certificateOf(ec), RSA], 'accepted'],
  ])('%s', (_what, certificates, result) => expect(outcome(issued(), providerWith(certificates))).toBe(result));
});

describe('encoding', () => {
  const send = (base64: string) => {
    const result = verifyResponse(base64, provider, expected);
    return 'refused' in result ? result.refused : 'accepted';
  };
  const xml = issued();
  const good = idp.base64(xml);
  it.each([
    ['as it is', good, 'accepted'],
    ['in lines', good.replace(/(.{76})/g, '$1\r\n'), 'accepted'],
    ['junk inside', `${good.slice(0, 40)}*${good.slice(40)}`, 'base64'],
    ['the alphabet of URLs', Buffer.from(`${xml}<!-- \u00ff\u00ff\u00bf -->`).toString('base64url'), 'base64'],
    ['empty', '', 'base64'],
    ['too long', idp.base64(`${xml}${' '.repeat(75_000)}`), 'base64'],
    ['not UTF-8', Buffer.concat([Buffer.from(xml), Buffer.from([0xff])]).toString('base64'), 'base64'],
    ['UTF-16', Buffer.from(`\ufeff${xml}`, 'utf16le').toString('base64'), 'base64'],
    ['no XML', idp.base64('hello'), 'xml'],
  ])('%s', (_what, base64, result) => expect(send(base64)).toBe(result));
});

describe('for whom, and when', () => {
  const at = (seconds: number) => idp.at(NOW + seconds);
  const conditions = (attributes: string, inside = restriction(idp.AWS_AUDIENCE)) =>
    `<saml:Conditions${attributes && ` ${attributes}`}>${inside}</saml:Conditions>`;
  const restriction = (...audiences: string[]) =>
    `<saml:AudienceRestriction>${audiences.map((one) => `<saml:Audience>${one}</saml:Audience>`).join('')}</saml:AudienceRestriction>`;
  const statement = (attributes: string) =>
    `<saml:AuthnStatement${attributes && ` ${attributes}`}></saml:AuthnStatement>`;
  it.each<[string, Partial<idp.Wanted>, string]>([
    [
      'our own recipient and audience',
      { recipient: 'https://sts.example.test/saml', audience: 'https://sts.example.test/saml' },
      'accepted',
    ],
    ['no destination', { destination: undefined }, 'accepted'],
    ['one audience of two', { conditions: conditions('', restriction('x', idp.AWS_AUDIENCE)) }, 'accepted'],
    [
      'two restrictions that name us',
      { conditions: conditions('', restriction(idp.AWS_AUDIENCE).repeat(2)) },
      'accepted',
    ],
    [
      'OneTimeUse',
      { conditions: conditions('', `${restriction(idp.AWS_AUDIENCE)}<saml:OneTimeUse></saml:OneTimeUse>`) },
      'accepted',
    ],
    ['a clock that is a minute ahead', { issuedAt: at(60) }, 'accepted'],
    ['a clock that is further ahead', { issuedAt: at(61) }, 'too-early'],
    ['just in time', { issuedAt: at(-299) }, 'accepted'],
    ['five minutes', { issuedAt: at(-300) }, 'too-old'],
    ['ended within the skew', { notOnOrAfter: at(-59) }, 'accepted'],
    ['ended', { notOnOrAfter: at(-60) }, 'expired'],
    ['conditions that ended', { conditions: conditions(`NotOnOrAfter="${at(-60)}"`) }, 'expired'],
    ['conditions that begin later', { conditions: conditions(`NotBefore="${at(61)}"`) }, 'too-early'],
    ['a sign-in in the future', { statement: statement(`AuthnInstant="${at(61)}"`) }, 'too-early'],
    ['a sign-in of yesterday', { statement: statement(`AuthnInstant="${at(-86_400)}"`) }, 'accepted'],
    [
      'a session that ended',
      { statement: statement(`AuthnInstant="${at(-5)}" SessionNotOnOrAfter="${at(0)}"`) },
      'expired',
    ],
    ['no sign-in', { statement: '' }, 'form'],
    ['no time of sign-in', { statement: statement('') }, 'form'],
    ['no end', { notOnOrAfter: undefined }, 'form'],
    ['no recipient', { recipient: undefined }, 'form'],
    ['no issue instant', { issuedAt: undefined }, 'form'],
    ['no time', { issuedAt: 'now' }, 'form'],
    ['a number for a time', { issuedAt: String(NOW) }, 'form'],
    ['an end that is no time', { conditions: conditions('NotOnOrAfter="2023-02-30T00:00:00Z"') }, 'form'],
    ['no conditions', { conditions: '' }, 'form'],
    [
      'an unknown condition',
      { conditions: conditions('', `${restriction(idp.AWS_AUDIENCE)}<saml:Condition></saml:Condition>`) },
      'form',
    ],
    ['no audience', { conditions: conditions('', '') }, 'audience'],
    ['an empty audience', { audience: '' }, 'audience'],
    ['another audience', { audience: `${idp.AWS_AUDIENCE}.evil` }, 'audience'],
    ['another case', { audience: idp.AWS_AUDIENCE.toUpperCase() }, 'audience'],
    [
      'one restriction of two',
      { conditions: conditions('', restriction(idp.AWS_AUDIENCE) + restriction('x')) },
      'audience',
    ],
    ['another recipient', { recipient: 'https://evil.example/saml' }, 'recipient'],
    ['a longer recipient', { recipient: `${idp.AWS_RECIPIENT}/` }, 'recipient'],
    ['another destination', { destination: 'https://evil.example/saml' }, 'destination'],
    ['a signed response without destination', { destination: undefined, sign: 'response' }, 'destination'],
    ['another issuer', { issuer: 'https://evil.example' }, 'issuer'],
    ['another issuer around it', { responseIssuer: 'https://evil.example' }, 'issuer'],
    [
      'a failure',
      {
        status:
          '<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Responder"></samlp:StatusCode></samlp:Status>',
      },
      'status',
    ],
    ['no status', { status: '' }, 'status'],
    ['no confirmation', { confirmation: '' }, 'form'],
    [
      'no bearer',
      {
        confirmation:
          '<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:holder-of-key"></saml:SubjectConfirmation>',
      },
      'form',
    ],
    ['no name', { nameId: '' }, 'subject'],
    ['an empty name', { nameId: '<saml:NameID></saml:NameID>' }, 'subject'],
    ['two names', { nameId: '<saml:NameID>a</saml:NameID><saml:NameID>b</saml:NameID>' }, 'subject'],
    ['no session name', { attributes: { RoleSessionName: undefined } }, 'session-name-missing'],
    ['a session name of one letter', { attributes: { RoleSessionName: 'a' } }, 'session-name'],
    ['a session name with a space', { attributes: { RoleSessionName: 'a b' } }, 'session-name'],
    ['two session names', { attributes: { RoleSessionName: ['ab', 'cd'] } }, 'session-name'],
    ['two source identities', { attributes: { SourceIdentity: ['ab', 'cd'] } }, 'source-identity'],
    ['two values of a tag', { attributes: { 'PrincipalTag:a': ['1', '2'] } }, 'tags'],
    ['a duration below the least', { attributes: { SessionDuration: '899' } }, 'session-duration'],
    ['a duration that is no number', { attributes: { SessionDuration: '1e4' } }, 'session-duration'],
    ['an attribute with an element in it', { attributes: { 'PrincipalTag:a': '<b>1</b>' } }, 'form'],
  ])('%s', (_what, wanted, result) => expect(outcome(issued(wanted))).toBe(result));

  it('a session of the identity provider ends ours', () =>
    expect(
      verify(issued({ statement: statement(`AuthnInstant="${at(-5)}" SessionNotOnOrAfter="${at(1000)}"`) })),
    ).toMatchObject({
      sessionEndsAt: NOW + 1000,
    }));

  it('metadata that have ended', () => {
    const ended = { ...provider, metadata: { ...provider.metadata, validUntilSeconds: NOW } };
    expect(outcome(issued(), ended)).toBe('provider-ended');
  });
});

describe('encrypted assertions', () => {
  const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const other = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const reading = (...privateKeys: KeyObject[]) => ({ ...provider, privateKeys });
  const wanted: idp.Wanted = { nowSeconds: NOW, key: rsa };
  const signed = idp.assertion(wanted, idp.signatureOf(idp.assertion(wanted), '_a1', wanted));
  const sealed = (text = signed, how: Parameters<typeof idp.encrypted>[2] = {}) =>
    idp.encrypted(text, pair.publicKey, how);
  const inside = (content: string) => idp.response(wanted, content);

  it.each([
    ['AES-128', { cipher: 'aes128-gcm' }],
    ['AES-256', { cipher: 'aes256-gcm' }],
    ['SHA-256 in OAEP', { oaep: 'sha256' }],
  ] as const)('%s', (_what, how) =>
    expect(outcome(inside(sealed(signed, how)), reading(pair.privateKey))).toBe('accepted'),
  );

  it('the second of two keys', () =>
    expect(outcome(inside(sealed()), reading(other.privateKey, pair.privateKey))).toBe('accepted'));

  it.each([
    ['no key', [], 'encryption'],
    ['another key', [other.privateKey], 'encryption'],
  ])('%s', (_what, keys, result) => expect(outcome(inside(sealed()), reading(...keys))).toBe(result));

  it('CBC is not taken', () =>
    expect(
      outcome(inside(sealed().replace('xmlenc11#aes256-gcm', 'xmlenc11#aes256-cbc')), reading(pair.privateKey)),
    ).toBe('encryption'));

  it('one that is not signed inside is refused, whoever signed the envelope', () => {
    const unsigned = sealed(idp.assertion(wanted));
    expect(outcome(inside(unsigned), reading(pair.privateKey))).toBe('signature');
    const around = idp.response(wanted, unsigned, idp.signatureOf(inside(unsigned), '_r1', wanted));
    expect(outcome(around, reading(pair.privateKey))).toBe('signature');
    const both = idp.response(wanted, sealed(), idp.signatureOf(inside(sealed()), '_r1', wanted));
    expect(outcome(both, reading(pair.privateKey))).toBe('signature');
  });

  it('where encryption is required, a plain one is refused', () => {
    const strict = { ...reading(pair.privateKey), requiresEncryption: true };
    expect([outcome(issued(), strict), outcome(inside(sealed()), strict)]).toEqual(['encryption', 'accepted']);
  });
});
