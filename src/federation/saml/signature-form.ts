import type { Element } from '@xmldom/xmldom';
import { digests, signatureMethods } from './algorithms.ts';
import type { Signed } from './envelope.ts';
import { DS, ENVELOPED, EXC_C14N } from './names.ts';
import { isNamed, onlyElementsOf } from './plain-xml.ts';
import { attributeOf, textOf } from './xml.ts';

/** An id as XML has them (NCName), in ASCII: it is looked for by an expression that is made of it. */
const ID = /^[A-Za-z_][A-Za-z0-9_.-]{0,255}$/;

/**
 * Whether a signature is of the one form that is taken: one SignedInfo with one Reference, which names the very element
 * that the signature is in, the enveloped signature taken out and then exclusive canonical form, and methods from the
 * list (security.md E02, E04, E05, E12). KeyInfo may be there and is not looked at; nothing else may.
 */
export function isUsualForm({ element, signature }: Signed): boolean {
  const [signedInfo, value, ...more] = children(signature);
  if (!is(signedInfo, 'SignedInfo') || !is(value, 'SignatureValue')) return false;
  if (more.length > 1 || !more.every((one) => is(one, 'KeyInfo'))) return false;
  if (bytesOf(value) === undefined) return false;

  const [canonical, method, reference, ...others] = children(signedInfo);
  if (!is(canonical, 'CanonicalizationMethod') || algorithmOf(canonical) !== EXC_C14N || !isEmpty(canonical))
    return false;
  if (!is(method, 'SignatureMethod') || !signatureMethods.has(algorithmOf(method)) || !isEmpty(method)) return false;
  return is(reference, 'Reference') && others.length === 0 && isUsualReference(reference, element);
}

function isUsualReference(reference: Element, element: Element): boolean {
  const id = attributeOf(element, 'ID') ?? '';
  if (!ID.test(id) || attributeOf(reference, 'URI') !== `#${id}`) return false;

  const [transforms, method, value, ...others] = children(reference);
  if (!is(transforms, 'Transforms') || !is(method, 'DigestMethod') || !is(value, 'DigestValue')) return false;
  const digest = digests.get(algorithmOf(method));
  if (digest === undefined || !isEmpty(method) || others.length > 0) return false;
  if (bytesOf(value)?.length !== digest.bytes) return false;

  const [enveloped, canonical, ...further] = children(transforms);
  if (!is(enveloped, 'Transform') || algorithmOf(enveloped) !== ENVELOPED || !isEmpty(enveloped)) return false;
  return is(canonical, 'Transform') && isExclusive(canonical) && further.length === 0;
}

/** Exclusive canonical form, perhaps with a list of prefixes to keep all the same. */
function isExclusive(transform: Element): boolean {
  const inside = children(transform);
  const isList = (element: Element) => isNamed(element, EXC_C14N, 'InclusiveNamespaces') && isEmpty(element);
  return algorithmOf(transform) === EXC_C14N && inside.length <= 1 && inside.every(isList);
}

/** No child where there is text among them: then the form is not the usual one. */
const children = (parent: Element): Element[] => onlyElementsOf(parent) ?? [];

const is = (element: Element | undefined, name: string): element is Element =>
  element !== undefined && isNamed(element, DS, name);

const algorithmOf = (element: Element): string => attributeOf(element, 'Algorithm') ?? '';

const isEmpty = (element: Element): boolean => onlyElementsOf(element)?.length === 0;

/** Bytes in base64, with the white space that XML may have there, and in no other spelling. */
function bytesOf(element: Element): Buffer | undefined {
  const text = (textOf(element) ?? '').replace(/[ \t\r\n]+/g, '');
  const bytes = Buffer.from(text, 'base64');
  return bytes.length > 0 && bytes.toString('base64') === text ? bytes : undefined;
}
