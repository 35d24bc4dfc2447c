import { hash } from 'node:crypto';
import { AssumeRole, type AssumeRoleRequest } from '../model/generated/sts.ts';
import { call } from './call.ts';
import { type Connection, type CredentialProvider, type Credentials, credentialsNow } from './connection.ts';
import { issuedCredentials } from './issued.ts';
import { ProfileError } from './problems.ts';
import { renewing } from './renewing.ts';

/** A role to be assumed on the way, with AWS's names for what goes with it. The code of an MFA device is asked for when it is needed. */
export type RoleStep = Omit<AssumeRoleRequest, 'RoleSessionName' | 'TokenCode'> & {
  readonly RoleSessionName?: string | undefined;
};

/** Where sessions are kept between two commands. A key stands for everything that a session depends on. */
export interface SessionCache {
  get(key: string): Credentials | undefined;
  put(key: string, credentials: Credentials): void;
}

/** What a walk needs beside the roles. */
export interface Walk extends Omit<Connection, 'credentials'> {
  /** Asks for the code of an MFA device; absent where nobody can be asked. */
  readonly askCode?: ((serialNumber: string) => Promise<string>) | undefined;
  readonly cache?: SessionCache | undefined;
  /** The moment, in milliseconds: the system's clock where nothing is said. */
  readonly now?: (() => number) | undefined;
}

/** Gives the credentials at the end of a chain of roles: each is assumed by those before it, when it is first needed, and renewed. */
export function walkRoles(
  from: Connection['credentials'],
  steps: readonly RoleStep[],
  walk: Walk,
): Connection['credentials'] {
  return steps.reduce<Connection['credentials']>((credentials, step) => assumed(credentials, step, walk), from);
}

function assumed(credentials: Connection['credentials'], step: RoleStep, walk: Walk): CredentialProvider {
  let before: string | undefined;
  const keep = (given: Credentials): Credentials => {
    before = given.accessKeyId;
    return given;
  };
  return renewing(async () => {
    const caller = await credentialsNow(credentials);
    if (caller === undefined) throw new ProfileError(`no credentials to assume \`${step.RoleArn}\` with`);
    const key = sessionKey(caller, step, walk);
    const kept = walk.cache?.get(key);
    // What is to be renewed is not renewed by itself.
    if (kept !== undefined && kept.accessKeyId !== before) return keep(kept);
    const { output } = await call({ ...walk, credentials: caller }, AssumeRole, {
      ...step,
      RoleSessionName: step.RoleSessionName ?? `rolecall-session-${Math.floor((walk.now ?? Date.now)() / 1000)}`,
      ...(await codeFor(step, walk)),
    });
    const issued = issuedCredentials(output, walk.endpoint);
    walk.cache?.put(key, issued);
    return keep(issued);
  }, walk.now);
}

/** Who asks, where, and for what: sessions that differ in any of these are not each other's. */
function sessionKey(caller: Credentials, step: RoleStep, { endpoint, region }: Walk): string {
  const parameters = Object.entries(step).filter(([, value]) => value !== undefined);
  parameters.sort(([a], [b]) => (a < b ? -1 : 1));
  return hash('sha256', JSON.stringify([1, endpoint, region, caller.accessKeyId, parameters]));
}

async function codeFor({ RoleArn, SerialNumber }: RoleStep, { askCode }: Walk): Promise<{ TokenCode?: string }> {
  if (SerialNumber === undefined) return {};
  if (askCode === undefined)
    throw new ProfileError(
      `\`${RoleArn}\` needs a code of the MFA device \`${SerialNumber}\`, and nobody can be asked here`,
    );
  return { TokenCode: await askCode(SerialNumber) };
}
