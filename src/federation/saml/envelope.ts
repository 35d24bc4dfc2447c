import type { Element } from '@xmldom/xmldom';
import { DS, SAML, SAMLP } from './names.ts';
import { elementsOf, isNamed, onlyElementsOf } from './plain-xml.ts';
import { attributeOf, childrenOf } from './xml.ts';

/** A response with its one assertion, and what is signed of the two. Nothing of it is verified. */
export interface Envelope {
  readonly response: Element;
  /** The assertion, or the encrypted one that has to be opened first. */
  readonly content: Element;
  readonly isEncrypted: boolean;
  /** The elements that have a signature of their own: the response, the assertion, or both. */
  readonly signed: readonly Signed[];
}

export interface Signed {
  readonly element: Element;
  readonly signature: Element;
}

/** What a response and an assertion may hold, and how often. Extensions and advice have hidden forgeries and say nothing to us. */
const IN_RESPONSE: Places = [
  [SAML, 'Issuer', 1],
  [DS, 'Signature', 1],
  [SAMLP, 'Status', 1],
  [SAML, 'Assertion', 1],
  [SAML, 'EncryptedAssertion', 1],
];
const IN_ASSERTION: Places = [
  [SAML, 'Issuer', 1],
  [DS, 'Signature', 1],
  [SAML, 'Subject', 1],
  [SAML, 'Conditions', 1],
  [SAML, 'AuthnStatement', 10],
  [SAML, 'AttributeStatement', 10],
];

type Places = readonly (readonly [namespace: string, name: string, most: number])[];

/**
 * Finds the one assertion of a response. There is no second one anywhere, whatever its namespace and however deep, and no
 * signature elsewhere than as a child of what it signs: signature wrapping needs a place to put things (security.md E01, E02).
 */
export function readEnvelope(response: Element): Envelope | undefined {
  if (!isNamed(response, SAMLP, 'Response') || attributeOf(response, 'Version') !== '2.0') return undefined;
  if (!hasOnly(response, IN_RESPONSE)) return undefined;
  const assertions = [...elementsOf(response)].filter(({ localName }) => CONTENT.has(localName ?? ''));
  const [content] = assertions;
  if (content === undefined || assertions.length > 1 || content.parentNode !== response) return undefined;
  const isEncrypted = content.localName === 'EncryptedAssertion';
  if (!isEncrypted && !isAssertion(content)) return undefined;
  const signed = signaturesOf(response, isEncrypted ? [response] : [response, content]);
  return signed && { response, content, isEncrypted, signed };
}

/** An assertion that came encrypted, once it is open: it has to bring a signature of its own (security.md E14). */
export function readOpened(assertion: Element): Signed | undefined {
  const assertions = [...elementsOf(assertion)].filter(({ localName }) => CONTENT.has(localName ?? ''));
  return isAssertion(assertion) && assertions.length === 1 ? signaturesOf(assertion, [assertion])?.[0] : undefined;
}

/** Whether it is an assertion as they are expected, before and after its signature was taken away. */
export const isAssertion = (element: Element): boolean =>
  isNamed(element, SAML, 'Assertion') && attributeOf(element, 'Version') === '2.0' && hasOnly(element, IN_ASSERTION);

const CONTENT: ReadonlySet<string> = new Set(['Assertion', 'EncryptedAssertion']);

/** Every signature there is, each a child of one of the elements that may have one. */
function signaturesOf(root: Element, owners: readonly Element[]): Signed[] | undefined {
  const signed = owners.flatMap((element) =>
    childrenOf(element, DS, 'Signature').map((signature) => ({ element, signature })),
  );
  const all = [...elementsOf(root)].filter(({ localName }) => localName === 'Signature');
  return all.length === signed.length ? signed : undefined;
}

function hasOnly(parent: Element, places: Places): boolean {
  const children = onlyElementsOf(parent);
  if (children === undefined) return false;
  const known = places.map(([namespace, name, most]) => {
    const count = children.filter((child) => isNamed(child, namespace, name)).length;
    return count > most ? Number.NaN : count;
  });
  return known.reduce((sum, count) => sum + count, 0) === children.length;
}
