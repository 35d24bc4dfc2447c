import type { RoleStep } from '../chain.ts';
import type { Connection } from '../connection.ts';
import { ProfileError } from '../problems.ts';
import type { AwsFiles, Environment, Profile } from './aws-files.ts';
import { processCredentials } from './credential-process.ts';
import { filled } from './filled.ts';
import type { Setting } from './ini.ts';
import { fromContainer, fromEnvironment, fromEnvironmentToken } from './plan-by-environment.ts';
import { webIdentityCredentials } from './web-identity.ts';

/** How somebody comes to their credentials: by what they hold, and by roles one after the other. */
export interface Plan {
  readonly credentials: Connection['credentials'];
  readonly steps: readonly RoleStep[];
  /** Where the credentials come from, to be read: `profile \`dev\`, by source profile \`base\``. */
  readonly from: string;
}

/** What plans are made from. */
export interface Known {
  readonly files: AwsFiles;
  readonly env: Environment;
  /** The file whose static keys go before a `credential_process`. */
  readonly credentialsFile: string;
  /** Where roles are assumed by web identity. */
  readonly sts: Omit<Connection, 'credentials'>;
}

/**
 * Finds the credentials of a profile in the order of botocore (sts.md 10.1): the environment, unless the profile was named by a
 * flag; the role of the profile; web identity; keys; a process; the container. Without any, calls go unsigned.
 */
export function planFor(name: string, byFlag: boolean, known: Known): Plan {
  const { env, files } = known;
  const profile = files.profiles.get(name) ?? { name, settings: new Map() };
  if (!byFlag) {
    const held = fromEnvironment(env);
    if (held !== undefined) return held;
  }
  if (hasRole(profile)) return fromRole(profile, [name], known);
  return (
    (byFlag ? undefined : fromEnvironmentToken(profile, known)) ??
    fromProfile(profile, known) ??
    fromContainer(env) ?? { credentials: undefined, steps: [], from: 'nowhere' }
  );
}

/** A profile that names a role which its source assumes. */
const hasRole = ({ settings }: Profile): boolean =>
  filled(settings, 'role_arn') !== undefined && filled(settings, 'web_identity_token_file') === undefined;

function fromRole(profile: Profile, visited: readonly string[], known: Known): Plan {
  const { name, settings } = profile;
  const role = settings.get('role_arn')!;
  const [source, named] = [filled(settings, 'source_profile'), filled(settings, 'credential_source')];
  if (source !== undefined && named !== undefined)
    throw at(named, `profile \`${name}\` names both source_profile and credential_source: one of them is right`);
  if (source === undefined && named === undefined)
    throw at(role, `profile \`${name}\` has a role_arn, but neither source_profile nor credential_source to assume it`);
  const below = source === undefined ? fromNamed(named!, known) : fromSource(source, profile, visited, known);
  return { ...below, steps: [...below.steps, stepOf(profile)], from: `profile \`${name}\`, by ${below.from}` };
}

/** A source with keys of its own is those keys, also where it names a role; so may a profile be its own source. */
function fromSource(source: Setting, parent: Profile, visited: readonly string[], known: Known): Plan {
  const name = source.value;
  const profile = known.files.profiles.get(name);
  if (profile === undefined)
    throw at(source, `profile \`${parent.name}\` names source_profile \`${name}\`, which does not exist`);
  const hasKeys = KEYS.some((key) => profile.settings.has(key));
  if (visited.includes(name) && !(name === parent.name && hasKeys))
    throw at(source, `source_profile goes round in a circle: ${[...visited, name].join(' > ')}`);
  if (!hasKeys && hasRole(profile)) return fromRole(profile, [...visited, name], known);
  const held = fromProfile(profile, known);
  if (held === undefined)
    throw at(source, `source_profile \`${name}\` of profile \`${parent.name}\` has no credentials`);
  return held;
}

/** `credential_source`. What asks the metadata service of a machine is not here: Rolecall serves none. */
function fromNamed(named: Setting, { env }: Known): Plan {
  const sources = new Map<string, () => Plan | undefined>([
    ['Environment', () => fromEnvironment(env)],
    ['EcsContainer', () => fromContainer(env)],
  ]);
  const source = sources.get(named.value);
  if (named.value === 'Ec2InstanceMetadata')
    throw at(named, 'credential_source `Ec2InstanceMetadata` is not supported: use `Environment` or `EcsContainer`');
  if (source === undefined)
    throw at(named, `no such credential_source: \`${named.value}\`; there are Environment and EcsContainer`);
  const plan = source();
  if (plan === undefined) throw at(named, `credential_source \`${named.value}\` gives no credentials here`);
  return plan;
}

/** What a profile holds itself, without its role. */
function fromProfile({ name, settings }: Profile, known: Known): Plan | undefined {
  const from = `profile \`${name}\``;
  const tokenFile = filled(settings, 'web_identity_token_file');
  if (tokenFile !== undefined) {
    const role = filled(settings, 'role_arn');
    if (role === undefined) throw at(tokenFile, `profile \`${name}\` has a web_identity_token_file but no role_arn`);
    const sessionName = settings.get('role_session_name')?.value;
    const asked = { tokenFile: tokenFile.value, roleArn: role.value, sessionName };
    return { credentials: webIdentityCredentials(asked, known.sts), steps: [], from: `${from}, by web identity` };
  }
  const foreign = [...settings].find(([setting]) => /^sso_|^login_session$/.test(setting));
  if (foreign !== undefined)
    throw at(foreign[1], `profile \`${name}\` signs in by \`${foreign[0]}\`, which is AWS's own and not Rolecall's`);

  const command = filled(settings, 'credential_process');
  const held = KEYS.map((key) => filled(settings, key)).find((key) => key !== undefined);
  if (command !== undefined && (held === undefined || held.file !== known.credentialsFile))
    return { credentials: processCredentials(command), steps: [], from: `${from}, by its credential_process` };
  if (held === undefined) return undefined;
  const [accessKeyId, secretAccessKey] = KEYS.map((key) => filled(settings, key)?.value);
  if (accessKeyId === undefined || secretAccessKey === undefined)
    throw at(held, `profile \`${name}\` has one of ${KEYS.join(' and ')} without the other`);
  const sessionToken = filled(settings, 'aws_session_token')?.value ?? filled(settings, 'aws_security_token')?.value;
  return { credentials: { accessKeyId, secretAccessKey, sessionToken }, steps: [], from };
}

const KEYS = ['aws_access_key_id', 'aws_secret_access_key'];

/** The role of a profile, with all that the profile says of it. */
export function stepOf({ settings }: Pick<Profile, 'settings'>): RoleStep {
  const value = (name: string) => filled(settings, name)?.value;
  const seconds = value('duration_seconds');
  return {
    RoleArn: value('role_arn')!,
    RoleSessionName: value('role_session_name'),
    ExternalId: value('external_id'),
    SerialNumber: value('mfa_serial'),
    // What is no whole number is passed over, as the AWS CLI does.
    DurationSeconds: seconds !== undefined && /^[0-9]{1,9}$/.test(seconds) ? Number(seconds) : undefined,
  };
}

const at = ({ file, line }: Setting, sentence: string): ProfileError =>
  new ProfileError(`${file}:${line}: ${sentence}`);
