import type { Element } from '@xmldom/xmldom';
import { SAML } from './names.ts';
import { attributeOf, childrenOf, textOf } from './xml.ts';

/** What an identity provider says of somebody: values by the attribute's name, in their order. */
export type Attributes = ReadonlyMap<string, readonly string[]>;

/** AWS's own attributes begin so (sts.md 3.2). */
export const AWS = 'https://aws.amazon.com/SAML/Attributes/';

const VALUE_MAX = 2048;

/**
 * Reads the attributes of an assertion; those of one name are one. `undefined` where an attribute has no name, or one of AWS's
 * has a value that is no plain text: what holds elements says two things to two readers (security.md E06). Attributes of
 * others may hold what they like, and only their plain values are read.
 */
export function readAttributes(assertion: Element): Attributes | undefined {
  const attributes = new Map<string, string[]>();
  for (const statement of childrenOf(assertion, SAML, 'AttributeStatement')) {
    for (const attribute of childrenOf(statement, SAML, 'Attribute')) {
      const name = attributeOf(attribute, 'Name');
      if (name === undefined || name === '') return undefined;
      const values = attributes.get(name) ?? [];
      for (const element of childrenOf(attribute, SAML, 'AttributeValue')) {
        const value = textOf(element);
        if (value !== undefined && value.length <= VALUE_MAX) values.push(value);
        else if (name.startsWith(AWS)) return undefined;
      }
      attributes.set(name, values);
    }
  }
  return attributes;
}
