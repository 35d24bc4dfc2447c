import type { KeyObject } from 'node:crypto';
import type { Element } from '@xmldom/xmldom';
import { isValidAt } from './certificate.ts';
import { issuerOf, readClaims, type SamlClaims } from './claims.ts';
import { decryptAssertion } from './decrypt.ts';
import { isAssertion, readEnvelope, readOpened, type Signed } from './envelope.ts';
import type { Metadata } from './metadata.ts';
import { SAML, SAMLP } from './names.ts';
import { readPlainXml } from './plain-xml.ts';
import { type Refusal, refused } from './refusal.ts';
import { signedText } from './signature.ts';
import type { Expected } from './validity.ts';
import { attributeOf, childrenOf } from './xml.ts';

/** Who vouches: the provider, as its metadata describe it. */
export interface IdentityProvider {
  readonly metadata: Metadata;
  /** Whether assertions have to come encrypted. */
  readonly requiresEncryption: boolean;
  /** The keys to open encrypted assertions with. */
  readonly privateKeys: readonly KeyObject[];
}

/** The model's own limit, in characters of base64. */
const RESPONSE_MAX = 100_000;

const SUCCESS = 'urn:oasis:names:tc:SAML:2.0:status:Success';

/**
 * Verifies a SAML response, and says what the identity provider vouches for. The only way by which an assertion proves
 * anything: cheap checks first; then the signature; then the signed text is read anew, as if it had come alone, and what it
 * says is judged. What stands outside of it can only lead to a refusal (security.md 2.E).
 */
export function verifyResponse(base64: string, provider: IdentityProvider, expected: Expected): SamlClaims | Refusal {
  const { entityId, validUntilSeconds, signingCertificates } = provider.metadata;
  const { nowSeconds } = expected;
  const keys = signingCertificates.filter((one) => isValidAt(nowSeconds, one)).map(({ publicKey }) => publicKey);
  if (keys.length === 0 || (validUntilSeconds !== undefined && validUntilSeconds <= nowSeconds)) {
    return refused('provider-ended');
  }
  const text = textOfBase64(base64);
  if (text === undefined) return refused('base64');
  const response = readPlainXml(text);
  if (response === undefined) return refused('xml');
  const envelope = readEnvelope(response);
  if (envelope === undefined) return refused('form');
  if (!isSuccess(response)) return refused('status');
  if (provider.requiresEncryption && !envelope.isEncrypted) return refused('encryption');
  const claimed = envelope.isEncrypted ? [response] : [response, envelope.content];
  if (claimed.some((element) => childrenOf(element, SAML, 'Issuer').length > 0 && issuerOf(element) !== entityId)) {
    return refused('issuer');
  }
  if (!isDeliveredHere(response, envelope.signed, expected)) return refused('destination');

  const verified = verifiedTexts(text, envelope.signed, keys);
  if (verified === undefined) return refused('signature');
  if (!envelope.isEncrypted) return claimsOf(verified, entityId, expected);

  const opened = decryptAssertion(envelope.content, provider.privateKeys);
  const inside = opened === undefined ? undefined : readPlainXml(opened);
  if (opened === undefined || inside === undefined) return refused('encryption');
  // Anybody can encrypt to a public key, and a signature around the envelope does not say who wrote the letter.
  const signed = readOpened(inside);
  const letter = signed && verifiedTexts(opened, [signed], keys);
  return letter === undefined ? refused('signature') : claimsOf(letter, entityId, expected);
}

/** The canonical texts of all that is signed, every signature of it verified: `undefined` as soon as one is not. */
function verifiedTexts(text: string, signed: readonly Signed[], keys: readonly KeyObject[]): string[] | undefined {
  const texts = signed.map((one) => signedText(text, one, keys));
  return texts.includes(undefined) ? undefined : (texts as string[]);
}

/** The claims of the assertion that is signed, or is in what is signed; of two texts the narrower one, which comes last. */
function claimsOf(texts: readonly string[], entityId: string, expected: Expected): SamlClaims | Refusal {
  const root = texts.length === 0 ? undefined : readPlainXml(texts.at(-1)!);
  const assertion = root && assertionIn(root);
  return assertion === undefined ? refused('signature') : readClaims(assertion, entityId, expected);
}

/** The signed root itself, or the one assertion of the signed response. */
function assertionIn(root: Element): Element | undefined {
  if (isAssertion(root)) return root;
  const envelope = readEnvelope(root);
  return envelope === undefined || envelope.isEncrypted ? undefined : envelope.content;
}

/** UTF-8 in the one spelling that base64 has, perhaps in lines. */
function textOfBase64(base64: string): string | undefined {
  if (base64.length > RESPONSE_MAX) return undefined;
  const line = base64.replace(/\r?\n/g, '');
  const bytes = Buffer.from(line, 'base64');
  if (bytes.length === 0 || bytes.toString('base64') !== line) return undefined;
  try {
    return UTF8.decode(bytes);
  } catch {
    return undefined;
  }
}

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function isSuccess(response: Element): boolean {
  const codes = childrenOf(response, SAMLP, 'Status').flatMap((status) => childrenOf(status, SAMLP, 'StatusCode'));
  return codes.length === 1 && attributeOf(codes[0]!, 'Value') === SUCCESS;
}

/** Where a response is signed it has to say where it goes (SAML 2.0 bindings 3.5.5.2); what it says has to be here. */
function isDeliveredHere(response: Element, signed: readonly Signed[], { isRecipient }: Expected): boolean {
  const destination = attributeOf(response, 'Destination');
  if (destination === undefined) return signed.every(({ element }) => element !== response);
  return isRecipient(destination);
}
