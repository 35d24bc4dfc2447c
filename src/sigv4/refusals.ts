import type { Refusal } from './types.ts';

/** What the front end says of a signature that does not hold, whatever the reason (sts.md 2.1 row 16). */
export const SIGNATURE_DIFFERS =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key ' +
  'and signing method. Consult the service documentation for details.';

export const incompleteSignature = (message: string): Refusal => ({
  code: 'IncompleteSignature',
  status: 400,
  message,
});

/** `undefined` leaves the Message element out, as AWS does when a request is signed in both styles (row 5a). */
export const signatureDoesNotMatch = (message: string | undefined): Refusal => ({
  code: 'SignatureDoesNotMatch',
  status: 403,
  message,
});

export const missingAuthenticationToken = (): Refusal => ({
  code: 'MissingAuthenticationToken',
  status: 403,
  message: 'Request is missing Authentication Token',
});
