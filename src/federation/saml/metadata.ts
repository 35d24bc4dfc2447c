import type { Element } from '@xmldom/xmldom';
import { readMoment } from '../../base/dates.ts';
import { isStrong, readCertificate, type SigningCertificate } from './certificate.ts';
import { attributeOf, childrenOf, readXml, textOf } from './xml.ts';

/** What an identity provider says of itself (SAML metadata 2.0, section 2). */
export interface Metadata {
  readonly entityId: string;
  /** The strong ones among its signing keys, in the order of the document; each has a time of its own. */
  readonly signingCertificates: readonly SigningCertificate[];
  /** When the document says that it ends. */
  readonly validUntilSeconds: number | undefined;
  readonly ssoUrls: readonly SsoUrl[];
}

export interface SsoUrl {
  readonly binding: string;
  readonly location: string;
}

/** The document, or why it is none. */
export type ReadMetadata =
  | { readonly ok: true; readonly metadata: Metadata }
  | { readonly ok: false; readonly problem: string };

const MD = 'urn:oasis:names:tc:SAML:2.0:metadata';
const DS = 'http://www.w3.org/2000/09/xmldsig#';
const PROTOCOL = 'urn:oasis:names:tc:SAML:2.0:protocol';

const ENTITY_ID_MAX = 1024;
const KEYS_MAX = 20;
const URLS_MAX = 50;

/**
 * Reads metadata strictly: one entity, one role as identity provider, certificates that are nothing but certificates. A
 * KeyDescriptor without `use` is for signing too; to take its absence for "no signature needed" has let assertions
 * through unchecked elsewhere (security.md E09).
 */
export function readMetadata(text: string): ReadMetadata {
  const entity = readXml(text);
  if (entity === undefined) return problem('it is no well-formed XML, or has a DOCTYPE or processing instruction');
  if (entity.namespaceURI !== MD || entity.localName !== 'EntityDescriptor')
    return problem('it is no EntityDescriptor');
  const entityId = attributeOf(entity, 'entityID') ?? '';
  if (entityId.trim() === '' || entityId.length > ENTITY_ID_MAX) return problem('it has no entityID');
  const validUntilSeconds = validUntilOf(entity);
  if (validUntilSeconds === 'unreadable') return problem('its validUntil is no date and time');

  const [provider, ...others] = childrenOf(entity, MD, 'IDPSSODescriptor').filter(speaksSaml2);
  if (provider === undefined || others.length > 0)
    return problem('it must have exactly one IDPSSODescriptor of SAML 2.0');
  const certificates = certificatesOf(provider);
  if (typeof certificates === 'string') return problem(certificates);
  const services = childrenOf(provider, MD, 'SingleSignOnService');
  if (services.length > URLS_MAX) return problem('it has too many SingleSignOnServices');
  return {
    ok: true,
    metadata: {
      entityId,
      signingCertificates: certificates.filter(isStrong),
      validUntilSeconds,
      ssoUrls: services.map((service) => ({
        binding: attributeOf(service, 'Binding') ?? '',
        location: attributeOf(service, 'Location') ?? '',
      })),
    },
  };
}

const problem = (text: string): ReadMetadata => ({ ok: false, problem: text });

const speaksSaml2 = (descriptor: Element): boolean =>
  (attributeOf(descriptor, 'protocolSupportEnumeration') ?? '').split(/[ \t\r\n]+/).includes(PROTOCOL);

/** An xs:dateTime; a bare number, which policies take for a time, is none. */
function validUntilOf(entity: Element): number | undefined | 'unreadable' {
  const text = attributeOf(entity, 'validUntil');
  if (text === undefined) return undefined;
  const moment = text.includes('T') ? readMoment(text) : undefined;
  return moment === undefined ? 'unreadable' : Math.floor(moment / 1000);
}

/** The certificates for signing, or what is wrong with one. */
function certificatesOf(provider: Element): readonly SigningCertificate[] | string {
  const descriptors = childrenOf(provider, MD, 'KeyDescriptor');
  if (descriptors.length > KEYS_MAX) return 'it has too many KeyDescriptors';
  const certificates: SigningCertificate[] = [];
  for (const descriptor of descriptors) {
    const use = attributeOf(descriptor, 'use') ?? 'signing';
    if (use === 'encryption') continue;
    if (use !== 'signing') return `the use of a KeyDescriptor is neither signing nor encryption`;
    const [element, ...more] = childrenOf(descriptor, DS, 'KeyInfo')
      .flatMap((info) => childrenOf(info, DS, 'X509Data'))
      .flatMap((data) => childrenOf(data, DS, 'X509Certificate'));
    // With a chain nobody could tell which key is meant, and an authority's key would sign for everybody it certifies.
    if (element === undefined || more.length > 0)
      return 'a KeyDescriptor for signing must hold exactly one X509Certificate';
    const certificate = readCertificate(textOf(element) ?? '');
    if (certificate === undefined) return 'an X509Certificate cannot be read';
    certificates.push(certificate);
  }
  return certificates;
}
