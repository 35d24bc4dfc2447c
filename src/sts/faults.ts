import { fault } from '../model/fault.ts';

/** The refusals that STS operations throw beyond those of the common list. Statuses: sts.md 3.0. */
export const stsFaults = {
  ExpiredTokenException: fault('ExpiredTokenException', 400),
  IDPCommunicationError: fault('IDPCommunicationError', 400),
  InvalidAuthorizationMessageException: fault('InvalidAuthorizationMessageException', 400),
  InvalidIdentityToken: fault('InvalidIdentityToken', 400),
  JWTPayloadSizeExceededException: fault('JWTPayloadSizeExceededException', 400),
  OutboundWebIdentityFederationDisabledException: fault('OutboundWebIdentityFederationDisabledException', 403),
  SessionDurationEscalationException: fault('SessionDurationEscalationException', 403),
  InvalidParameterValue: fault('InvalidParameterValue', 400),
  MalformedPolicyDocument: fault('MalformedPolicyDocument', 400),
  PackedPolicyTooLarge: fault('PackedPolicyTooLarge', 400),
} as const;
