import { ProfileError } from '../problems.ts';
import type { Environment, Profile } from './aws-files.ts';
import { containerCredentials, isInContainer } from './container.ts';
import { filled } from './filled.ts';
import type { Known, Plan } from './plan.ts';
import { webIdentityCredentials } from './web-identity.ts';

/** The keys in the environment. */
export function fromEnvironment(env: Environment): Plan | undefined {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = env;
  if (!accessKeyId && !secretAccessKey) return undefined;
  if (!accessKeyId || !secretAccessKey)
    throw new ProfileError('the environment has one of AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY without the other');
  const sessionToken = env.AWS_SESSION_TOKEN || env.AWS_SECURITY_TOKEN || undefined;
  const ends = env.AWS_CREDENTIAL_EXPIRATION ? new Date(env.AWS_CREDENTIAL_EXPIRATION) : undefined;
  if (ends !== undefined && Number.isNaN(ends.getTime()))
    throw new ProfileError('AWS_CREDENTIAL_EXPIRATION is no time as 2026-11-22T10:00:00Z');
  return {
    credentials: { accessKeyId, secretAccessKey, sessionToken, expiration: ends },
    steps: [],
    from: 'the environment',
  };
}

/** The token file of the environment, whose word goes before the profile's, part by part. */
export function fromEnvironmentToken({ settings }: Profile, { env, sts }: Known): Plan | undefined {
  const tokenFile = env.AWS_WEB_IDENTITY_TOKEN_FILE;
  if (!tokenFile) return undefined;
  const roleArn = env.AWS_ROLE_ARN || filled(settings, 'role_arn')?.value;
  if (roleArn === undefined) throw new ProfileError('AWS_WEB_IDENTITY_TOKEN_FILE is set, but AWS_ROLE_ARN is not');
  const sessionName = env.AWS_ROLE_SESSION_NAME || filled(settings, 'role_session_name')?.value;
  const credentials = webIdentityCredentials({ tokenFile, roleArn, sessionName }, sts);
  return { credentials, steps: [], from: 'the environment, by web identity' };
}

/** The endpoint of a container, where the environment names one. */
export function fromContainer(env: Environment): Plan | undefined {
  if (!isInContainer(env)) return undefined;
  return { credentials: containerCredentials(env), steps: [], from: 'the container' };
}
