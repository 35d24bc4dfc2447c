import { readFileSync } from 'node:fs';
import { isLoopback } from '../../base/loopback.ts';
import type { CredentialProvider, Credentials } from '../connection.ts';
import { exchange, type Incoming } from '../exchange.ts';
import { ProfileError } from '../problems.ts';
import { renewing } from '../renewing.ts';
import type { Environment } from './aws-files.ts';

const TIMEOUT_MS = 2000;
const ATTEMPTS_MAX = 3;
const PAUSE_MS = 1000;

/** Whether the environment names an endpoint of a container (sts.md 10.3). */
export const isInContainer = (env: Environment): boolean =>
  Boolean(env.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI || env.AWS_CONTAINER_CREDENTIALS_FULL_URI);

/** Gives the credentials of a container's endpoint. Its token goes over TLS, or to this machine and the hosts that AWS names. */
export function containerCredentials(env: Environment): CredentialProvider {
  const url = addressOf(env);
  return renewing(async () => {
    for (let attempt = 1; ; attempt++) {
      try {
        return read(await ask(url, env), url);
      } catch (error) {
        if (error instanceof ProfileError || attempt === ATTEMPTS_MAX) throw error;
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      }
    }
  });
}

function addressOf(env: Environment): URL {
  const { AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: path, AWS_CONTAINER_CREDENTIALS_FULL_URI: full } = env;
  const url = URL.parse(path ? `http://169.254.170.2${path}` : (full ?? ''));
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new ProfileError('AWS_CONTAINER_CREDENTIALS_FULL_URI is no http or https URL');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (url.protocol === 'http:' && !isLoopback(host) && !HOSTS.has(host))
    throw new ProfileError(`AWS_CONTAINER_CREDENTIALS_FULL_URI is plain http to \`${host}\`, which is another machine`);
  return url;
}

const HOSTS = new Set(['169.254.170.2', '169.254.170.23', 'fd00:ec2::23']);

function ask(url: URL, env: Environment): Promise<Incoming> {
  const token = tokenOf(env);
  const headers = { accept: 'application/json', ...(token === undefined ? {} : { authorization: token }) };
  return exchange({ method: 'GET', url, headers, body: '', timeoutMs: TIMEOUT_MS, ca: undefined });
}

/** The file is read each time: whoever runs the container may have written another token. */
function tokenOf(env: Environment): string | undefined {
  const file = env.AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE;
  let token = env.AWS_CONTAINER_AUTHORIZATION_TOKEN;
  if (file) {
    try {
      token = readFileSync(file, 'utf8');
    } catch (error) {
      throw new ProfileError(`cannot read the token file \`${file}\`: ${(error as NodeJS.ErrnoException).code}`, error);
    }
  }
  if (token !== undefined && /[^\t\u0020-\u00FF]|\u007F/.test(token))
    throw new ProfileError('the authorization token of the container holds a line break, which no header can');
  return token;
}

function read({ status, body }: Incoming, url: URL): Credentials {
  const refuse = (why: string): never => {
    throw new ProfileError(`the container's endpoint ${url.origin} gives ${why}`);
  };
  if (status !== 200) {
    const why = `no credentials: status ${status}`;
    if (status < 500) return refuse(why);
    throw new Error(why);
  }
  let answer: unknown;
  try {
    answer = JSON.parse(body);
  } catch {
    return refuse('no JSON');
  }
  const { AccessKeyId, SecretAccessKey, Token, Expiration } = Object(answer) as Record<string, unknown>;
  if (typeof AccessKeyId !== 'string' || typeof SecretAccessKey !== 'string') return refuse('no credentials');
  const expiration = Expiration === undefined ? undefined : new Date(String(Expiration));
  if (expiration !== undefined && Number.isNaN(expiration.getTime())) return refuse('an Expiration that is no time');
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: typeof Token === 'string' ? Token : undefined,
    expiration,
  };
}
