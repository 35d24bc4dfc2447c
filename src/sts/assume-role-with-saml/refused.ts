import type { Refusal, RefusalName } from '../../federation/saml/refusal.ts';
import { common, type Fault, type FaultKind } from '../../model/fault.ts';
import { stsFaults } from '../faults.ts';

/** What AWS says to a response that proves nothing (sts.md 3.2). */
export function refusedResponse({ refused }: Refusal): Fault {
  const [kind, text] = REFUSALS[refused];
  return kind(text);
}

/** Said of a role that is missing, too: nobody learns which roles there are. */
export const notAuthorized = (): Fault => common.AccessDenied('Not authorized to perform sts:AssumeRoleWithSAML');

export const noProvider = (): Fault => stsFaults.InvalidIdentityToken("Specified provider doesn't exist");

/** AWS takes an assertion as often as it comes within its five minutes; the sentence is ours (docs/deviations.md). */
export const usedBefore = (): Fault => stsFaults.InvalidIdentityToken('Response has already been used');

const { InvalidIdentityToken: invalid, ExpiredTokenException: expired } = stsFaults;

/** Those of AWS's are marked; the others are ours, in its manner. */
const REFUSALS: Readonly<Record<RefusalName, readonly [kind: FaultKind, text: string]>> = {
  base64: [invalid, 'Invalid base64 SAMLResponse'],
  xml: [invalid, 'SAMLResponse is not well-formed, or holds XML that is not accepted in assertions'],
  form: [invalid, 'SAMLResponse must hold exactly one complete assertion, and signatures only in what they sign'],
  status: [invalid, 'SAMLResponse does not report success'],
  encryption: [invalid, 'Assertion could not be decrypted, or is not encrypted as the provider requires'],
  // AWS
  signature: [invalid, 'Response signature invalid'],
  // AWS
  issuer: [invalid, 'Issuer not present in specified provider'],
  'provider-ended': [
    invalid,
    'The metadata of the specified provider have expired, or hold no valid signing certificate',
  ],
  destination: [invalid, 'Response is addressed to another destination'],
  // AWS
  audience: [invalid, 'Response does not contain the required audience.'],
  recipient: [invalid, 'Response does not contain the required recipient.'],
  // AWS
  'too-old': [expired, 'Token must be redeemed within 5 minutes of issuance'],
  // AWS
  expired: [expired, 'Response has expired'],
  'too-early': [invalid, 'Response is not valid yet'],
  // AWS
  subject: [common.AccessDenied, 'Not authorized to perform sts:AssumeRoleWithSAML'],
  // AWS
  'session-name-missing': [invalid, 'RoleSessionName is required in AuthnResponse'],
  // AWS
  'session-name': [invalid, 'RoleSessionName in AuthnResponse must match [a-zA-Z_0-9+=,.@-]{2,64}'],
  'session-duration': [invalid, 'SessionDuration in AuthnResponse must be a number from 900 to 43200'],
  // AWS
  'source-identity': [invalid, 'Source Identity must match [a-zA-Z_0-9+=,.@-]{2,64} and not begin with "aws:"'],
  tags: [invalid, 'PrincipalTag in AuthnResponse must have exactly one value'],
};
