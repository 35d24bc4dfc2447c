import type { KeyObject } from 'node:crypto';
import * as idp from '../../src/federation/saml/signer.testing.ts';
import { key as descriptor, metadata } from '../../src/federation/saml/testing.ts';
import { makeCertificate, rsaKey } from '../../src/iam/certificates/testing.ts';
import { ACCOUNT_A, type Answer, openHouse } from '../house/harness.ts';
import { form, type Parameters, unsignedPost } from '../house/requests.ts';

export { ACCOUNT_A } from '../house/harness.ts';

/** The identity provider's key: made once, since RSA keys take their time. */
export const KEY = rsaKey(2048);
export const OTHER_KEY = rsaKey(2048);

/** Metadata of the tests' identity provider, with certificates of these keys. */
export const metadataOf = (...keys: readonly KeyObject[]): string =>
  metadata(
    keys
      .map((key) => makeCertificate({ key }).pem.replace(/-----[A-Z ]+-----|\n/g, ''))
      .map((certificate) => descriptor(certificate))
      .join(''),
  ) + ' '.repeat(1000);

/** What stays the same however often a test opens a house. */
const METADATA = metadataOf(KEY);

/** The house with a SAML provider, and a role that trusts it. */
export async function openWithProvider(options: Parameters_<typeof openHouse> = {}) {
  const house = await openHouse(options);
  await house.must(house.rootA, 'CreateSAMLProvider', { Name: 'Corp', SAMLMetadataDocument: METADATA });
  const roleArn = await house.role(house.rootA, 'Dev', trusting());
  const nowSeconds = () => Math.floor(house.clock.now() / 1000);

  /** Brings a response, and nothing else that would prove anything. */
  const bring = (xml: string, more: Parameters = {}): Promise<Answer> =>
    house.send(
      unsignedPost(
        form(
          'AssumeRoleWithSAML',
          { RoleArn: roleArn, PrincipalArn: idp.PROVIDER, SAMLAssertion: idp.base64(xml), ...more },
          'sts',
        ),
      ),
    );
  let ids = 0;
  return {
    ...house,
    roleArn,
    nowSeconds,
    bring,
    /** A response, good unless wanted otherwise; each with an id of its own. */
    issued: (wanted: Partial<idp.Wanted> = {}) =>
      idp.issue({ nowSeconds: nowSeconds(), key: KEY, assertionId: `_a${ids++}`, ...wanted }),
    /** What the answer says, in one line. */
    async outcome(xml: string, more: Parameters = {}): Promise<string> {
      const answer = await bring(xml, more);
      return answer.status === 200 ? 'credentials' : `${answer.code} ${answer.status}: ${answer.message}`;
    },
  };
}

type Parameters_<F extends (options: never) => unknown> = F extends (options?: infer O) => unknown ? O : never;

export type WithProvider = Awaited<ReturnType<typeof openWithProvider>>;

/** One statement that trusts the provider of account A. */
export const trusting = (Condition?: object, Action = ALL) => ({
  Principal: { Federated: `arn:aws:iam::${ACCOUNT_A}:saml-provider/Corp` },
  Action,
  ...(Condition && { Condition }),
});

const ALL = ['sts:AssumeRoleWithSAML', 'sts:TagSession', 'sts:SetSourceIdentity'];

const invalid = (text: string): string => `InvalidIdentityToken 400: ${text}`;

/** The recorded sentences (sts.md 3.2), and those that are ours. */
export const SAID = {
  denied: 'AccessDenied 403: Not authorized to perform sts:AssumeRoleWithSAML',
  signature: invalid('Response signature invalid'),
  issuer: invalid('Issuer not present in specified provider'),
  noProvider: invalid("Specified provider doesn't exist"),
  audience: invalid('Response does not contain the required audience.'),
  late: 'ExpiredTokenException 400: Token must be redeemed within 5 minutes of issuance',
  expired: 'ExpiredTokenException 400: Response has expired',
  base64: invalid('Invalid base64 SAMLResponse'),
  xml: invalid('SAMLResponse is not well-formed, or holds XML that is not accepted in assertions'),
  form: invalid('SAMLResponse must hold exactly one complete assertion, and signatures only in what they sign'),
  encryption: invalid('Assertion could not be decrypted, or is not encrypted as the provider requires'),
  recipient: invalid('Response does not contain the required recipient.'),
  destination: invalid('Response is addressed to another destination'),
  early: invalid('Response is not valid yet'),
  used: invalid('Response has already been used'),
  ended: invalid('The metadata of the specified provider have expired, or hold no valid signing certificate'),
} as const;
