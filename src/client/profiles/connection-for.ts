import { readFileSync } from 'node:fs';
import { type RoleStep, type SessionCache, type Walk, walkRoles } from '../chain.ts';
import type { Connection } from '../connection.ts';
import { ProfileError } from '../problems.ts';
import { type AwsFiles, awsFilePaths, type Environment, type Profile, readAwsFiles } from './aws-files.ts';
import { endpointFor, type Said } from './endpoint.ts';
import { type Plan, planFor } from './plan.ts';

export { ENDPOINT } from './endpoint.ts';

/** What somebody said of where to call and as whom; the environment and the profile say the rest. */
export interface Told {
  readonly service: 'sts' | 'iam';
  readonly profile?: string | undefined;
  readonly region?: string | undefined;
  readonly endpointUrl?: string | undefined;
  /** The environment: `process.env`, or a test's. */
  readonly env: Environment;
  /** Credentials that somebody brings: those of the environment and of the profile are not looked at then. */
  readonly credentials?: Connection['credentials'];
  /** Asks for the code of an MFA device; absent where nobody can be asked. */
  readonly askCode?: ((serialNumber: string) => Promise<string>) | undefined;
  /** Where the sessions of a profile's roles are kept between two commands. */
  readonly cache?: SessionCache | undefined;
}

/** A connection, and who said what of it. */
export interface Settled extends Connection {
  /** The name of the profile, `default` where none is named. */
  readonly profile: string;
  /** The output format that the environment or the profile asks for. */
  readonly output: string | undefined;
  /** Where its parts come from, to be read. */
  readonly from: { readonly credentials: string; readonly endpoint: string; readonly region: string };
}

/** Settles endpoint, region and credentials as AWS's clients do: flags, then the environment, then the profile (sts.md 10.1). */
export async function connectionFor(told: Told): Promise<Settled> {
  const { plan, sts, ...settled } = await settle(told);
  return { ...settled, credentials: walkRoles(plan.credentials, plan.steps, sts) };
}

/** A connection before its roles are assumed, for whoever goes on from there. */
export interface Outline extends Omit<Settled, 'credentials'> {
  readonly plan: Plan;
  /** How roles are assumed. */
  readonly sts: Walk;
  readonly files: AwsFiles;
}

/** Settles everything but the credentials, of which it says how they are had. Nothing is sent. */
export async function settle(told: Told): Promise<Outline> {
  const { env } = told;
  const paths = awsFilePaths(env);
  const files = readAwsFiles(env);
  const name = told.profile || env.AWS_PROFILE || env.AWS_DEFAULT_PROFILE || 'default';
  const profile = files.profiles.get(name) ?? absent(name, files, paths);
  const asked = { flag: told.endpointUrl, env, profile, files };
  const endpoint = endpointFor(told.service, asked);
  const region = regionFor(told, profile);
  const ca = authoritiesFor(told, profile);
  const sts: Walk = {
    endpoint: told.service === 'sts' ? endpoint.value : endpointFor('sts', asked).value,
    region: region.value,
    ca,
    askCode: told.askCode,
    cache: told.cache,
  };
  const known = { files, env, credentialsFile: paths.credentials, sts };
  const plan =
    told.credentials === undefined
      ? planFor(name, Boolean(told.profile), known)
      : { credentials: told.credentials, steps: [], from: 'the caller' };
  return {
    endpoint: endpoint.value,
    region: region.value,
    ca,
    profile: name,
    output: env.AWS_DEFAULT_OUTPUT || profile.settings.get('output')?.value || undefined,
    from: { credentials: plan.from, endpoint: endpoint.from, region: region.from },
    plan,
    sts,
    files,
  };
}

export type { RoleStep, SessionCache };

/** Nobody need configure a profile; but one that is named is there. */
function absent(name: string, { profiles }: AwsFiles, paths: ReturnType<typeof awsFilePaths>): Profile {
  if (name === 'default') return { name, settings: new Map() };
  const names = [...profiles.keys()].slice(0, 10).map((known) => `\`${known}\``);
  const known = names.length === 0 ? 'there is none' : `there is ${names.join(', ')}`;
  throw new ProfileError(`no profile \`${name}\` in \`${paths.config}\` or \`${paths.credentials}\`: ${known}`);
}

function regionFor({ region, env }: Told, { settings }: Profile): Said {
  const configured = settings.get('region');
  const said = [
    [region, '--region'],
    [env.AWS_REGION, 'AWS_REGION'],
    [env.AWS_DEFAULT_REGION, 'AWS_DEFAULT_REGION'],
    [configured?.value, `${configured?.file}:${configured?.line}`],
    ['us-east-1', 'the default'],
  ].find(([value]) => value) as [string, string];
  const [value, from] = said;
  if (!/^[a-z0-9-]{1,63}$/.test(value)) throw new ProfileError(`the region of ${from} is no name of one: \`${value}\``);
  return { value, from };
}

function authoritiesFor({ env }: Told, { settings }: Profile): string | undefined {
  const file = env.AWS_CA_BUNDLE || settings.get('ca_bundle')?.value;
  if (!file) return undefined;
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new ProfileError(`cannot read the certificate authorities in \`${file}\`: ${code}`, error);
  }
}
