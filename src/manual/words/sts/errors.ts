/** When STS answers which code. */
export const errors: Readonly<Record<string, string>> = {
  AccessDenied: 'The caller is not allowed to.',
  ValidationError: 'A parameter is missing or does not keep its limits.',
  InvalidParameterValue: 'A tag cannot be taken.',
  MalformedInput: 'A number cannot be read, or a list or structure is misspelt.',
  Throttling: 'The account made more calls a second than `--throttle` allows.',
  MalformedPolicyDocument: 'The session policy is not valid.',
  PackedPolicyTooLarge:
    'The session policies are longer than 2048 characters, or the session token would be longer than 4096.',
  RegionDisabledException: 'Not answered here: no region can be switched off.',
  ExpiredTokenException: 'The token of the identity provider has expired.',
  IDPRejectedClaim: 'The identity provider rejected the token.',
  IDPCommunicationError: 'The issuer could not be reached for its keys. The call can be tried again.',
  InvalidIdentityToken: 'The token of the identity provider proves nothing.',
  InvalidAuthorizationMessageException: 'The message cannot be opened.',
  ExpiredTradeInTokenException: 'The token to trade in has expired.',
  SessionDurationEscalationException: 'The token would outlive the session that asks for it.',
  OutboundWebIdentityFederationDisabledException: 'The account has not switched its outbound federation on.',
  JWTPayloadSizeExceededException: 'The token would be longer than 20,000 characters.',
};
