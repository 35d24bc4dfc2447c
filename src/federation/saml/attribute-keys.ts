import type { Attributes } from './attributes.ts';

/** The condition key of one attribute, and whether the key has many values by its type. */
interface AttributeKey {
  readonly key: string;
  readonly many: boolean;
}

const one = (key: string): AttributeKey => ({ key: `saml:${key.toLowerCase()}`, many: false });
const many = (key: string): AttributeKey => ({ key: `saml:${key.toLowerCase()}`, many: true });

const EDU_PERSON = 'urn:oid:1.3.6.1.4.1.5923.1.1.1.';
const EDU_ORG = 'urn:oid:1.3.6.1.4.1.5923.1.2.1.';
const X500 = 'urn:oid:2.5.4.';
const COSINE = 'urn:oid:0.9.2342.19200300.100.1.';
const XML_SOAP = 'http://schemas.xmlsoap.org/';

/**
 * Which attributes become condition keys, by their names (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_saml_assertions.html;
 * types by AWS's Service Authorization Reference, sts.md 5.5).
 */
const KEYS: ReadonlyMap<string, readonly AttributeKey[]> = new Map<string, readonly AttributeKey[]>([
  [`${EDU_PERSON}1`, [many('edupersonaffiliation')]],
  [`${EDU_PERSON}2`, [many('edupersonnickname')]],
  [`${EDU_PERSON}3`, [one('edupersonorgdn')]],
  [`${EDU_PERSON}4`, [many('edupersonorgunitdn')]],
  [`${EDU_PERSON}5`, [one('edupersonprimaryaffiliation')]],
  [`${EDU_PERSON}6`, [one('edupersonprincipalname')]],
  [`${EDU_PERSON}7`, [many('edupersonentitlement')]],
  [`${EDU_PERSON}8`, [one('edupersonprimaryorgunitdn')]],
  [`${EDU_PERSON}9`, [many('edupersonscopedaffiliation')]],
  [`${EDU_PERSON}10`, [many('edupersontargetedid')]],
  [`${EDU_PERSON}11`, [many('edupersonassurance')]],
  [`${EDU_ORG}2`, [many('eduorghomepageuri')]],
  [`${EDU_ORG}3`, [many('eduorgidentityauthnpolicyuri')]],
  [`${EDU_ORG}4`, [many('eduorglegalname')]],
  [`${EDU_ORG}5`, [many('eduorgsuperioruri')]],
  [`${EDU_ORG}6`, [many('eduorgwhitepagesuri')]],
  [`${X500}3`, [many('cn'), one('commonName')]],
  [`${X500}4`, [one('surname')]],
  [`${X500}42`, [one('givenName')]],
  [`${X500}45`, [one('x500UniqueIdentifier')]],
  [`${COSINE}1`, [one('uid')]],
  [`${COSINE}3`, [one('mail')]],
  [`${COSINE}45`, [one('organizationStatus')]],
  [`${XML_SOAP}ws/2005/05/identity/claims/name`, [one('name')]],
  [`${XML_SOAP}ws/2005/05/identity/claims/givenname`, [one('givenName')]],
  [`${XML_SOAP}ws/2005/05/identity/claims/surname`, [one('surname')]],
  [`${XML_SOAP}ws/2005/05/identity/claims/emailaddress`, [one('mail')]],
  [`${XML_SOAP}claims/CommonName`, [one('commonName')]],
  ['http://schemas.microsoft.com/ws/2008/06/identity/claims/primarygroupsid', [one('primaryGroupSID')]],
]);

export interface KeyValue {
  readonly key: string;
  readonly values: readonly string[];
  readonly many: boolean;
}

/**
 * The condition keys that attributes give, in lower case. A key of one value that was given several is left out: which of
 * them a policy was meant to compare nobody could say, and an absent key matches nothing that asks for a value.
 */
export function attributeKeys(attributes: Attributes): readonly KeyValue[] {
  const found = new Map<string, { values: string[]; many: boolean }>();
  for (const [name, values] of attributes) {
    for (const { key, many } of KEYS.get(name) ?? []) {
      const known = found.get(key) ?? { values: [], many };
      known.values.push(...values);
      found.set(key, known);
    }
  }
  return [...found]
    .map(([key, { values, many }]) => ({ key, values, many }))
    .filter(({ values, many }) => (many ? values.length > 0 : values.length === 1));
}
