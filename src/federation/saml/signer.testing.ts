import { constants, createCipheriv, hash, type KeyObject, publicEncrypt, randomBytes, sign } from 'node:crypto';

/*
 * An identity provider for tests. It writes documents in canonical form to begin with, so that it signs them with nothing
 * but node:crypto: none of the code that it is there to test has a hand in it.
 */

export const SAML = 'urn:oasis:names:tc:SAML:2.0:assertion';
const SAMLP = 'urn:oasis:names:tc:SAML:2.0:protocol';
export const DS = 'http://www.w3.org/2000/09/xmldsig#';
const XENC = 'http://www.w3.org/2001/04/xmlenc#';
const XENC11 = 'http://www.w3.org/2009/xmlenc11#';
const MORE = 'http://www.w3.org/2001/04/xmldsig-more#';
const EXC = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const AWS = 'https://aws.amazon.com/SAML/Attributes/';

export const ENTITY_ID = 'https://idp.example.com/saml';
export const AWS_RECIPIENT = 'https://signin.aws.amazon.com/saml';
export const AWS_AUDIENCE = 'urn:amazon:webservices';

/** Everything that a test may want to be otherwise. */
export interface Wanted {
  readonly nowSeconds: number;
  readonly key: KeyObject;
  readonly sign?: 'assertion' | 'response' | 'both' | 'none';
  readonly assertionId?: string;
  readonly responseId?: string;
  readonly issuer?: string;
  readonly responseIssuer?: string;
  /** `undefined` leaves the attribute out. */
  readonly destination?: string | undefined;
  readonly recipient?: string | undefined;
  readonly notOnOrAfter?: string | undefined;
  /** The whole of SubjectConfirmation, instead of what the members above give. */
  readonly confirmation?: string;
  readonly nameId?: string;
  readonly conditions?: string;
  readonly audience?: string;
  readonly issuedAt?: string | undefined;
  readonly statement?: string;
  /** Attributes, in addition to or instead of Role and RoleSessionName. A value that is a list has many values. */
  readonly attributes?: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** Attributes as XML, beside those. */
  readonly moreAttributes?: string;
  readonly status?: string;
  /** More inside of the assertion, before and after all the rest. */
  readonly first?: string;
  readonly last?: string;
  readonly signature?: SignatureWanted;
}

export interface SignatureWanted {
  readonly hash?: string;
  readonly digest?: string;
  readonly signatureMethod?: string;
  readonly digestMethod?: string;
  readonly canonicalMethod?: string;
  readonly transforms?: string;
  readonly references?: (usual: string) => string;
  readonly uri?: string;
  readonly keyInfo?: string;
  readonly signWith?: (signedInfo: string) => Buffer;
}

export const ROLE = 'arn:aws:iam::111122223333:role/Dev';
export const PROVIDER = 'arn:aws:iam::111122223333:saml-provider/Corp';

export const at = (seconds: number): string => new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');

/** An assertion in canonical form; `signature` is put where the schema has it, behind the issuer. */
export function assertion(wanted: Wanted, signature = ''): string {
  const { nowSeconds: now, assertionId = '_a1', issuer = ENTITY_ID, audience = AWS_AUDIENCE } = wanted;
  const recipient = 'recipient' in wanted ? wanted.recipient : AWS_RECIPIENT;
  const notOnOrAfter = 'notOnOrAfter' in wanted ? wanted.notOnOrAfter : at(now + 240);
  const issuedAt = 'issuedAt' in wanted ? wanted.issuedAt : at(now - 5);
  const confirmation =
    wanted.confirmation ??
    `<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData${attribute('NotOnOrAfter', notOnOrAfter)}${attribute('Recipient', recipient)}></saml:SubjectConfirmationData></saml:SubjectConfirmation>`;
  const nameId =
    wanted.nameId ?? `<saml:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent">ann</saml:NameID>`;
  const conditions =
    wanted.conditions ??
    `<saml:Conditions NotBefore="${at(now - 5)}" NotOnOrAfter="${at(now + 240)}"><saml:AudienceRestriction><saml:Audience>${audience}</saml:Audience></saml:AudienceRestriction></saml:Conditions>`;
  const statement =
    wanted.statement ??
    `<saml:AuthnStatement AuthnInstant="${at(now - 5)}" SessionIndex="_s1"><saml:AuthnContext><saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>`;
  const attributes = { Role: `${ROLE},${PROVIDER}`, RoleSessionName: 'ann@example.com', ...wanted.attributes };
  return (
    `<saml:Assertion xmlns:saml="${SAML}" ID="${assertionId}"${attribute('IssueInstant', issuedAt)} Version="2.0">${wanted.first ?? ''}` +
    `<saml:Issuer>${issuer}</saml:Issuer>${signature}<saml:Subject>${nameId}${confirmation}</saml:Subject>${conditions}${statement}` +
    `<saml:AttributeStatement>${attributesXml(attributes)}${wanted.moreAttributes ?? ''}</saml:AttributeStatement>${wanted.last ?? ''}</saml:Assertion>`
  );
}

/** A response around an assertion. */
export function response(wanted: Wanted, content: string, signature = ''): string {
  const { nowSeconds: now, responseId = '_r1', responseIssuer = ENTITY_ID } = wanted;
  const destination = 'destination' in wanted ? wanted.destination : AWS_RECIPIENT;
  const status =
    wanted.status ??
    '<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"></samlp:StatusCode></samlp:Status>';
  return (
    `<samlp:Response xmlns:samlp="${SAMLP}"${attribute('Destination', destination)} ID="${responseId}" IssueInstant="${at(now - 5)}" Version="2.0">` +
    `<saml:Issuer xmlns:saml="${SAML}">${responseIssuer}</saml:Issuer>${signature}${status}${content}</samlp:Response>`
  );
}

/** The whole: an assertion in a response, signed as wanted. */
export function issue(wanted: Wanted): string {
  const { sign: what = 'assertion', assertionId = '_a1', responseId = '_r1' } = wanted;
  const signsAssertion = what === 'assertion' || what === 'both';
  const inner = signsAssertion
    ? assertion(wanted, signatureOf(assertion(wanted), assertionId, wanted))
    : assertion(wanted);
  if (what === 'assertion' || what === 'none') return response(wanted, inner);
  return response(wanted, inner, signatureOf(response(wanted, inner), responseId, wanted));
}

/** An enveloped signature over a canonical text that has this id. */
export function signatureOf(
  canonical: string,
  id: string,
  { key, signature: how = {} }: Pick<Wanted, 'key' | 'signature'>,
): string {
  const { hash: hashName = 'sha256', digest = hashName } = how;
  const kind = key.asymmetricKeyType === 'ec' ? 'ecdsa' : 'rsa';
  const digestMethod = how.digestMethod ?? (digest === 'sha384' ? `${MORE}sha384` : `${XENC}${digest}`);
  const reference =
    `<ds:Reference URI="${how.uri ?? `#${id}`}"><ds:Transforms>${how.transforms ?? TRANSFORMS}</ds:Transforms>` +
    `<ds:DigestMethod Algorithm="${digestMethod}"></ds:DigestMethod><ds:DigestValue>${hash(digest, canonical, 'base64')}</ds:DigestValue></ds:Reference>`;
  const signedInfo =
    `<ds:SignedInfo xmlns:ds="${DS}"><ds:CanonicalizationMethod Algorithm="${how.canonicalMethod ?? EXC}"></ds:CanonicalizationMethod>` +
    `<ds:SignatureMethod Algorithm="${how.signatureMethod ?? `${MORE}${kind}-${hashName}`}"></ds:SignatureMethod>${how.references?.(reference) ?? reference}</ds:SignedInfo>`;
  const value =
    how.signWith?.(signedInfo) ?? sign(hashName, Buffer.from(signedInfo), { key, dsaEncoding: 'ieee-p1363' });
  return (
    `<ds:Signature xmlns:ds="${DS}">${signedInfo.replace(` xmlns:ds="${DS}"`, '')}<ds:SignatureValue>${value.toString('base64')}</ds:SignatureValue>` +
    `${how.keyInfo ?? ''}</ds:Signature>`
  );
}

export const TRANSFORMS = `<ds:Transform Algorithm="${DS}enveloped-signature"></ds:Transform><ds:Transform Algorithm="${EXC}"></ds:Transform>`;

/** An EncryptedAssertion (XML Encryption 1.1): AES-GCM under RSA-OAEP. */
export function encrypted(
  text: string,
  key: KeyObject,
  { cipher = 'aes256-gcm', oaep = 'sha1' }: { cipher?: 'aes128-gcm' | 'aes256-gcm'; oaep?: 'sha1' | 'sha256' } = {},
): string {
  const contentKey = randomBytes(cipher === 'aes128-gcm' ? 16 : 32);
  const iv = randomBytes(12);
  const sealing = createCipheriv(cipher === 'aes128-gcm' ? 'aes-128-gcm' : 'aes-256-gcm', contentKey, iv);
  const sealed = Buffer.concat([iv, sealing.update(text, 'utf8'), sealing.final(), sealing.getAuthTag()]);
  const wrapped = publicEncrypt({ key, oaepHash: oaep, padding: constants.RSA_PKCS1_OAEP_PADDING }, contentKey);
  const method =
    oaep === 'sha1'
      ? `<xenc:EncryptionMethod Algorithm="${XENC}rsa-oaep-mgf1p"><ds:DigestMethod Algorithm="${DS}sha1"/></xenc:EncryptionMethod>`
      : `<xenc:EncryptionMethod Algorithm="${XENC11}rsa-oaep"><ds:DigestMethod Algorithm="${XENC}sha256"/><xenc11:MGF xmlns:xenc11="${XENC11}" Algorithm="${XENC11}mgf1sha256"/></xenc:EncryptionMethod>`;
  const value = (bytes: Buffer) =>
    `<xenc:CipherData><xenc:CipherValue>${bytes.toString('base64')}</xenc:CipherValue></xenc:CipherData>`;
  return (
    `<saml:EncryptedAssertion xmlns:saml="${SAML}"><xenc:EncryptedData xmlns:xenc="${XENC}" Type="${XENC}Element">` +
    `<xenc:EncryptionMethod Algorithm="${XENC11}${cipher}"/><ds:KeyInfo xmlns:ds="${DS}"><xenc:EncryptedKey>${method}${value(wrapped)}</xenc:EncryptedKey></ds:KeyInfo>` +
    `${value(sealed)}</xenc:EncryptedData></saml:EncryptedAssertion>`
  );
}

export const base64 = (xml: string): string => Buffer.from(xml, 'utf8').toString('base64');

/** Attributes of AWS's own by their short name, others by their whole one. */
function attributesXml(attributes: NonNullable<Wanted['attributes']>): string {
  return Object.entries(attributes)
    .map(([name, values]) => {
      if (values === undefined) return '';
      const all = [values].flat().map((value) => `<saml:AttributeValue>${value}</saml:AttributeValue>`);
      return `<saml:Attribute Name="${name.includes(':') && !name.startsWith('PrincipalTag:') ? name : AWS + name}">${all.join('')}</saml:Attribute>`;
    })
    .join('');
}

const attribute = (name: string, value: string | undefined): string =>
  value === undefined ? '' : ` ${name}="${value}"`;
