import type { Refusal } from '../../federation/oidc/refusal.ts';
import type { Fault } from '../../model/fault.ts';
import { stsFaults } from '../faults.ts';

/** What AWS says to a token that proves nothing (sts.md 3.3). */
export function refusedToken(refusal: Refusal): Fault {
  switch (refusal.refused) {
    case 'malformed':
      return noToken();
    case 'expired':
      return stsFaults.ExpiredTokenException(
        `Token expired: current date/time ${refusal.now} must be before the expiration date/time ${refusal.exp}`,
      );
    case 'too-old':
      return stsFaults.ExpiredTokenException(`Token too old: ${refusal.age}`);
    case 'unreachable':
      return stsFaults.IDPCommunicationError(UNREACHABLE);
    default:
      return stsFaults.InvalidIdentityToken(INVALID[refusal.refused]);
  }
}

export const noToken = (): Fault =>
  stsFaults.InvalidIdentityToken(
    'The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)',
  );

export const noProvider = (issuer: string): Fault =>
  stsFaults.InvalidIdentityToken(`No OpenIDConnect provider found in your account for ${issuer}`);

/** Two sentences are not on record and ours: those about the signature and about a token of the future. */
const INVALID: Readonly<Record<'no-key' | 'signature' | 'audience' | 'too-early', string>> = {
  'no-key':
    "Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity documentation for requirements",
  signature: 'The signature of the ID Token provided is invalid',
  audience: 'Incorrect token audience',
  'too-early': 'The ID Token provided is not valid yet',
};

/** AWS's code for what may be better the next time: SDKs try again. */
const UNREACHABLE = 'The identity provider that has to verify the token could not be reached. Try again.';
