import type { ServiceWords } from '../../words.ts';
import type { Sts } from './operations.ts';

/** What the parameters of STS mean, wherever they stand. */
export const parameters: ServiceWords<Sts>['parameters'] = {
  RoleArn: 'ARN of the role to assume.',
  RoleSessionName:
    "A name for the session. It is part of the session's ARN, so it stands in every event of the audit trail, and in the trail of each account that the session reaches: choose one that tells who, or what for. Two sessions may have the same name.",
  PolicyArns:
    'Managed policies of the account of the role, or of AWS, as session policies: at most 10. The session may do what the role may and one of the session policies allows. Each is read anew at each request. Their ARNs and `--policy` together have at most 2048 characters.',
  arn: 'ARN of a managed policy.',
  Policy:
    'An inline session policy, as JSON. The session may do what both the policies of the role and a session policy allow: it narrows, and grants nothing that the role may not. At most 2048 characters, together with the ARNs of `--policy-arns`.',
  DurationSeconds:
    "How long the session lasts, in seconds: from 900 (15 minutes) up to the role's maximum session duration, which its owner sets between 3600 (1 hour) and 43200 (12 hours). More is refused, not shortened.",
  Tags: 'Session tags, at most 50, inherited ones included.',
  Key: 'Key of the tag. Keys that differ by case alone are one key; `aws:` is reserved.',
  Value: 'Value of the tag; it may be empty.',
  TransitiveTagKeys:
    'Keys of tags that go on with the session into every role that it assumes, and cannot be changed there. Each has to be among `--tags`.',
  ExternalId:
    "A text that the role's trust policy may ask for as `sts:ExternalId`. A service that assumes roles of many customers gives each customer one of its own and passes it with every call: so no customer can make the service use another one's role. It is compared with the policy and not kept.",
  SerialNumber:
    'The MFA device of the user who calls: the ARN of a virtual device, or the serial number of a hardware token. Given together with `--token-code`.',
  TokenCode: 'The six digits that the device shows. Each code is accepted once.',
  SourceIdentity:
    'Who is behind the session. It stays with the session through every role that it assumes from then on, cannot be changed, and stands in every event. It needs permission for `sts:SetSourceIdentity`, of the caller and in the trust policy.',
  ProvidedContexts: 'Not offered here: a request with it is answered 501 NotImplemented.',
  ProviderArn: 'Not offered here.',
  ContextAssertion: 'Not offered here.',
  MinimumSessionTokenSize:
    'The least size of the session token, in characters; a smaller one is padded. It is there to try out whether a client can take tokens of the size that policies and tags lead to.',
  PrincipalArn: 'ARN of the provider that vouches for the caller.',
  SAMLAssertion: "The identity provider's response, in base64.",
  WebIdentityToken: "The issuer's ID token, a JWT.",
  ProviderId:
    'Not offered here: it goes with access tokens of companies that no one else can verify. A request with it is refused.',
  TargetPrincipal: 'The member account: its id, or the ARN of its root.',
  TaskPolicyArn: 'The task, by its policy.',
  EncodedMessage: 'The message, as the refusal carried it.',
  AccessKeyId: 'The access key id to read.',
  TradeInToken: 'The token to trade in.',
  Name: 'A name for the federated user. It is part of its ARN.',
  Audience: 'For whom the token is.',
  SigningAlgorithm: 'How the token is signed.',
};
