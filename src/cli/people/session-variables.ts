import { isoSecond } from '../../base/iso-second.ts';
import { Refusal } from '../refusal.ts';
import type { Session } from './session-of.ts';

/** Says which role a command runs as, to itself and to whoever would run another within it. */
export const SESSION_VARIABLE = 'ROLECALL_SESSION';

/**
 * The variables by which clients of AWS find a session. The endpoint goes for every service: were it for STS and IAM alone, a
 * call of another service would carry the session's token to AWS.
 */
export function sessionVariables({ credentials, endpoint, region, roleArn }: Session): ReadonlyMap<string, string> {
  const variables = new Map([
    ['AWS_ACCESS_KEY_ID', credentials.accessKeyId],
    ['AWS_SECRET_ACCESS_KEY', credentials.secretAccessKey],
    ['AWS_SESSION_TOKEN', credentials.sessionToken ?? ''],
    ['AWS_CREDENTIAL_EXPIRATION', isoSecond(credentials.expiration.getTime())],
    ['AWS_REGION', region],
    ['AWS_DEFAULT_REGION', region],
    ['AWS_ENDPOINT_URL', endpoint],
    [SESSION_VARIABLE, roleArn],
  ]);
  for (const [name, value] of variables)
    if (/[\u0000-\u001F\u007F]/.test(value)) throw new Refusal(`the value for ${name} holds a control character`);
  return variables;
}

/** What they are called, for whoever takes them away again. */
export const SESSION_VARIABLES: readonly string[] = [
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_CREDENTIAL_EXPIRATION',
  'AWS_REGION',
  'AWS_DEFAULT_REGION',
  'AWS_ENDPOINT_URL',
  SESSION_VARIABLE,
];

/** What would go before those variables, or beside them, and speak of somebody else. */
export const RIVAL_VARIABLES: readonly string[] = [
  'AWS_PROFILE',
  'AWS_DEFAULT_PROFILE',
  'AWS_SECURITY_TOKEN',
  'AWS_ACCESS_KEY',
  'AWS_SECRET_KEY',
  'AWS_ACCOUNT_ID',
  'AWS_ENDPOINT_URL_STS',
  'AWS_ENDPOINT_URL_IAM',
  'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_ROLE_ARN',
  'AWS_ROLE_SESSION_NAME',
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
  'AWS_CONTAINER_AUTHORIZATION_TOKEN',
  'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE',
];
