import type { ServiceWords } from '../../words.ts';
import type { Sts } from './operations.ts';

/** What the members of STS's answers mean, where the words of the parameter of that name do not hold. */
export const results: ServiceWords<Sts>['results'] = {
  Credentials: 'The credentials. All three parts are needed to sign a request.',
  AccessKeyId: 'The access key id, `ASIA...`.',
  SecretAccessKey: 'The secret access key.',
  SessionToken: 'The session token, which goes with every request. It is not longer than 4096 characters.',
  Expiration: 'When the credentials end.',
  AssumedRoleUser: 'Who the session is.',
  AssumedRoleId: "The unique id of the role, a colon, and the session's name.",
  Arn: "ARN of the session: `arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION`. Policies may name it as a principal; the role's path is not in it.",
  PackedPolicySize:
    'How much of the room for a session token is used, in percent; the same number as SessionTokenUtilization. Absent where the session has neither policy nor tags.',
  SourceIdentity: 'The source identity of the session, an inherited one too.',
  SessionTokenUtilization: 'How much of the 4096 characters of a session token is used, in percent, rounded up.',
  SessionTokenSize: 'How many characters the session token has.',
  Subject: 'The NameID of the assertion.',
  SubjectType: 'The format of the NameID, without the prefix that all of them share.',
  Issuer: 'Who issued it.',
  Audience: 'For whom it was issued.',
  NameQualifier: 'Tells users of one provider from those of another.',
  SubjectFromWebIdentityToken: 'The `sub` claim of the token.',
  Provider: 'The provider that vouched.',
  DecodedMessage: 'The reasons, as JSON in a text.',
  Account: 'The account id.',
  UserId: 'The unique id of the caller.',
  AssumedPrincipal: 'Never answered here.',
  FederatedUser: 'Who the session is.',
  FederatedUserId: 'The account id, a colon, and the name.',
  WebIdentityToken: 'The token.',
};
