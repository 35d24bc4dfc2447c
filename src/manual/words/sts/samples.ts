import type { ServiceWords } from '../../words.ts';
import type { Sts } from './operations.ts';

/** A value for each required parameter. */
export const samples: ServiceWords<Sts>['samples'] = {
  RoleArn: 'arn:aws:iam::111122223333:role/deploy',
  RoleSessionName: 'ann',
  PrincipalArn: 'arn:aws:iam::111122223333:saml-provider/office',
  SAMLAssertion: 'file://response.b64',
  WebIdentityToken: 'file://token',
  TargetPrincipal: '444455556666',
  TaskPolicyArn: 'arn=arn:aws:iam::aws:policy/root-task/IAMAuditRootUserCredentials',
  EncodedMessage: 'AQIvJ2w0n3...',
  AccessKeyId: 'AKIARTX3GSDST7ZQ5KXC',
  TradeInToken: 'file://trade-in-token',
  Name: 'ben',
  Audience: 'https://pay.example.com',
  SigningAlgorithm: 'ES384',
};
