import type { OperationFacts } from '../model/facts.ts';
import { call as callOperation } from './call.ts';
import { type RoleStep, walkRoles } from './chain.ts';
import type { Connection, CredentialProvider, Credentials } from './connection.ts';
import { issuedCredentials } from './issued.ts';
import { ProfileError, ServiceError, Unreachable } from './problems.ts';
import { connectionFor } from './profiles/connection-for.ts';
import { dated, type Input, type OperationName, type Output } from './typed.ts';

export type { Input, OperationName, Output };
export { type CredentialProvider, type Credentials, ProfileError, type RoleStep, ServiceError, Unreachable };

/** Where to call and as whom. What is not said, the environment and the AWS files say, as they do for AWS's own clients. */
export interface ClientOptions {
  /** `http://127.0.0.1:8787`: scheme, host and port. */
  readonly endpoint?: string | undefined;
  readonly region?: string | undefined;
  /** A profile of `~/.aws`: its endpoint, region and credentials, also through roles. */
  readonly profile?: string | undefined;
  /** Keys, or a provider of the AWS SDK. */
  readonly credentials?: Credentials | CredentialProvider | undefined;
  /** Certificate authorities to trust instead of those of the system, as PEM. */
  readonly ca?: string | undefined;
  /** How long an answer may take: 60,000 ms where nothing is said. */
  readonly timeoutMs?: number | undefined;
  /** Asks for the code of an MFA device, where a role needs one. */
  readonly askCode?: ((serialNumber: string) => Promise<string>) | undefined;
  /** The environment: that of the process where nothing is said. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
}

/** What AssumeRole gives: whom one is now, and the credentials, whose end is a date. */
export type AssumedRole = Output<'AssumeRole'> & {
  readonly Credentials: NonNullable<Output<'AssumeRole'>['Credentials']>;
};

/**
 * Assumes a role, with AWS's names for its parameters. Refused, it throws ServiceError with the service's code.
 *
 *     const { Credentials } = await assumeRole({ RoleArn: 'arn:aws:iam::123456789012:role/deploy', RoleSessionName: 'build' });
 */
export async function assumeRole(input: Input<'AssumeRole'>, options: ClientOptions = {}): Promise<AssumedRole> {
  const connection = await connectionBy('sts', options);
  const { AssumeRole } = await import('../model/generated/sts.ts');
  const { output } = await callOperation(connection, AssumeRole, input);
  issuedCredentials(output, connection.endpoint);
  return dated(output, AssumeRole.output!) as AssumedRole;
}

/**
 * Calls any operation of STS or IAM by its name.
 *
 *     const { Role } = await call('GetRole', { RoleName: 'deploy' });
 */
export async function call<Name extends OperationName>(
  name: Name,
  input: Input<Name>,
  options: ClientOptions = {},
): Promise<Output<Name>> {
  const facts = await factsOf(name);
  const connection = await connectionBy(facts.service.name === 'iam' ? 'iam' : 'sts', options);
  const { output } = await callOperation(connection, facts, input as Record<string, unknown>);
  return (facts.output === undefined ? output : dated(output, facts.output)) as Output<Name>;
}

/** Credentials of a session: they end. */
export interface SessionCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiration: Date;
}

/**
 * Gives a credential provider for the AWS SDK that assumes a role, or several one after the other, when it is first asked, and
 * again before the session ends: 15 minutes before, and ten minutes before at the latest. However many ask at once, it asks once.
 *
 *     const client = new S3Client({ credentials: credentialProvider({ RoleArn, RoleSessionName: 'build' }) });
 */
export function credentialProvider(
  role: RoleStep | readonly RoleStep[],
  options: ClientOptions = {},
): () => Promise<SessionCredentials> {
  const steps = Array.isArray(role) ? (role as readonly RoleStep[]) : [role as RoleStep];
  if (steps.length === 0) throw new TypeError('no role to assume');
  let provider: Promise<CredentialProvider> | undefined;
  const begin = async (): Promise<CredentialProvider> => {
    const { credentials, ...walk } = await connectionBy('sts', options);
    return walkRoles(credentials, steps, { ...walk, askCode: options.askCode }) as CredentialProvider;
  };
  return async () => {
    // A configuration that cannot be followed is read again next time: it may have been mended.
    provider ??= begin().catch((error: unknown) => {
      provider = undefined;
      throw error;
    });
    return (await (
      await provider
    )()) as SessionCredentials;
  };
}

async function connectionBy(service: 'sts' | 'iam', options: ClientOptions): Promise<Connection> {
  const { endpoint: endpointUrl, env = process.env, ca, timeoutMs, ...told } = options;
  const settled = await connectionFor({ ...told, service, endpointUrl, env });
  return {
    endpoint: settled.endpoint,
    region: settled.region,
    credentials: settled.credentials,
    timeoutMs,
    ca: ca ?? settled.ca,
  };
}

/** The declarations of IAM are long: they are read when they are asked for. */
async function factsOf(name: string): Promise<OperationFacts> {
  const { operations: sts } = await import('../model/generated/sts.ts');
  const facts = sts.get(name) ?? (await import('../model/generated/iam.ts')).operations.get(name);
  if (facts === undefined) throw new TypeError(`no operation of STS or IAM: \`${name}\``);
  return facts;
}
