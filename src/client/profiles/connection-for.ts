import type { Connection } from '../connection.ts';

/** What somebody said of where to call and as whom; the environment and the profile say the rest. */
export interface Told {
  readonly service: 'sts' | 'iam';
  readonly profile?: string | undefined;
  readonly region?: string | undefined;
  readonly endpointUrl?: string | undefined;
  /** The environment: `process.env`, or a test's. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Asks for the code of an MFA device; absent where nobody can be asked. */
  readonly askCode?: ((serialNumber: string) => Promise<string>) | undefined;
}

/** Where `rolecall up` and `rolecall serve` listen when nothing else is said. */
export const ENDPOINT = 'http://127.0.0.1:8787';

/** Settles endpoint, region and credentials as AWS's clients do: flags, then the environment, then the profile (sts.md 10.1). */
export async function connectionFor(told: Told): Promise<Connection> {
  const { env, service } = told;
  const endpoint =
    told.endpointUrl ?? env[`AWS_ENDPOINT_URL_${service.toUpperCase()}`] ?? env.AWS_ENDPOINT_URL ?? ENDPOINT;
  const region = told.region ?? env.AWS_REGION ?? env.AWS_DEFAULT_REGION ?? 'us-east-1';
  const {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
  } = env;
  const credentials = accessKeyId && secretAccessKey ? { accessKeyId, secretAccessKey, sessionToken } : undefined;
  return { endpoint, region, credentials };
}
