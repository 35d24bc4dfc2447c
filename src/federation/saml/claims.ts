import type { Element } from '@xmldom/xmldom';
import { attributeKeys, type KeyValue } from './attribute-keys.ts';
import { readAttributes } from './attributes.ts';
import { type AwsAttributes, readAwsAttributes } from './aws-attributes.ts';
import { SAML } from './names.ts';
import { isRefusal, type Refusal, refused } from './refusal.ts';
import { type Expected, judgeValidity, type Validity } from './validity.ts';
import { attributeOf, childrenOf, textOf } from './xml.ts';

/** What an identity provider vouches for, every word of it signed. */
export interface SamlClaims extends AwsAttributes, Validity {
  readonly assertionId: string;
  readonly issuer: string;
  /** The text of the NameID. */
  readonly subject: string;
  /** `persistent`, `transient`, or the whole URI of another format. */
  readonly subjectType: string;
  /** Condition keys that the attributes give. */
  readonly keys: readonly KeyValue[];
}

const FORMATS = 'urn:oasis:names:tc:SAML:2.0:nameid-format:';
const UNSPECIFIED = 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified';
const SUBJECT_MAX = 1024;

/** Reads the claims of an assertion that was verified, from the text that was signed and from nowhere else. */
export function readClaims(assertion: Element, entityId: string, expected: Expected): SamlClaims | Refusal {
  const assertionId = attributeOf(assertion, 'ID');
  if (assertionId === undefined) return refused('form');
  if (issuerOf(assertion) !== entityId) return refused('issuer');
  const validity = judgeValidity(assertion, expected);
  if (isRefusal(validity)) return validity;
  const [nameId] = subjectOf(assertion);
  const subject = nameId && textOf(nameId);
  if (nameId === undefined || !subject || subject.length > SUBJECT_MAX) return refused('subject');
  const attributes = readAttributes(assertion);
  if (attributes === undefined) return refused('form');
  const aws = readAwsAttributes(attributes);
  if (isRefusal(aws)) return aws;
  const format = attributeOf(nameId, 'Format') ?? UNSPECIFIED;
  return {
    ...aws,
    ...validity,
    assertionId,
    issuer: entityId,
    subject,
    subjectType: format.startsWith(FORMATS) ? format.slice(FORMATS.length) : format,
    keys: attributeKeys(attributes),
  };
}

/** The text of the one Issuer, to the letter; `undefined` where there is none, or more than a name in it. */
export function issuerOf(element: Element): string | undefined {
  const [issuer, ...others] = childrenOf(element, SAML, 'Issuer');
  return issuer === undefined || others.length > 0 ? undefined : textOf(issuer);
}

/** The NameID, where there is exactly one. */
function subjectOf(assertion: Element): readonly Element[] {
  const names = childrenOf(assertion, SAML, 'Subject').flatMap((subject) => childrenOf(subject, SAML, 'NameID'));
  return names.length === 1 ? names : [];
}
