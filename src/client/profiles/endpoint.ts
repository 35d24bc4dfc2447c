import { ProfileError } from '../problems.ts';
import type { AwsFiles, Environment, Profile } from './aws-files.ts';

/** Where `rolecall up` and `rolecall serve` listen when nothing else is said. */
export const ENDPOINT = 'http://127.0.0.1:8787';

/** A value, and who said it. */
export interface Said {
  readonly value: string;
  readonly from: string;
}

/**
 * Settles where a service answers: the flag, `AWS_ENDPOINT_URL_STS`, `AWS_ENDPOINT_URL`, the profile's section `services`, its
 * `endpoint_url`, the port that Rolecall listens on (sts.md 10.1). The flag goes for every service, and so for the roles of a profile too.
 */
export function endpointFor(
  service: 'sts' | 'iam',
  asked: {
    readonly flag: string | undefined;
    readonly env: Environment;
    readonly profile: Profile;
    readonly files: AwsFiles;
  },
): Said {
  const { flag, env, profile, files } = asked;
  const said =
    filled(flag, '--endpoint-url') ??
    (isIgnored(env, profile) ? undefined : (fromEnvironment(service, env) ?? fromProfile(service, profile, files)));
  return said === undefined ? { value: ENDPOINT, from: 'the default' } : { ...said, value: checked(said) };
}

const filled = (value: string | undefined, from: string): Said | undefined => (value ? { value, from } : undefined);

const isIgnored = (env: Environment, { settings }: Profile): boolean =>
  (
    env.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS ||
    settings.get('ignore_configured_endpoint_urls')?.value ||
    ''
  ).toLowerCase() === 'true';

function fromEnvironment(service: 'sts' | 'iam', env: Environment): Said | undefined {
  const own = `AWS_ENDPOINT_URL_${service.toUpperCase()}`;
  return filled(env[own], own) ?? filled(env.AWS_ENDPOINT_URL, 'AWS_ENDPOINT_URL');
}

function fromProfile(service: 'sts' | 'iam', { name, settings }: Profile, { services }: AwsFiles): Said | undefined {
  const named = settings.get('services');
  if (named?.value) {
    const section = services.get(named.value);
    if (section === undefined)
      throw new ProfileError(
        `${named.file}:${named.line}: profile \`${name}\` names \`[services ${named.value}]\`, which does not exist`,
      );
    const own = section.settings.get(service);
    const said = filled(own?.nested.get('endpoint_url'), `${own?.file}:${own?.line}`);
    if (said !== undefined) return said;
  }
  const general = settings.get('endpoint_url');
  return filled(general?.value, `${general?.file}:${general?.line}`);
}

/** A signature is for a host: whatever else stands in the URL would be sent unsigned, or not at all. */
function checked({ value, from }: Said): string {
  const url = URL.parse(value);
  if (url === null || !/^https?:$/.test(url.protocol) || url.hostname === '')
    throw new ProfileError(`the endpoint of ${from} is no http or https URL: \`${value}\``);
  if (url.username !== '' || url.password !== '')
    throw new ProfileError(`the endpoint of ${from} holds a name or a password, and takes none`);
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '')
    throw new ProfileError(`the endpoint of ${from} is more than scheme, host and port: \`${value}\``);
  return url.origin;
}
