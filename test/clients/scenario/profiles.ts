import type { Config } from '../client.ts';
import { BOB } from './callers.ts';
import { EXTERNAL_ID } from './cross-account.ts';
import { deviceOf, serialOf } from './mfa-devices.ts';
import {
  AWAY,
  type Chapter,
  denied,
  HOME,
  invalid,
  type Profile,
  type Refusal,
  roleArn,
  type Step,
  sessionArn,
  type World,
} from './step.ts';

const PARTNER = roleArn(AWAY, 'partner');

/** A profile that assumes this role with the keys of a user: `role_arn` over `source_profile`, and what else is said. */
const profile = (
  name: string,
  user: string,
  role: string,
  more: (world: World) => Config[string],
  rest: Rest = {},
): Profile => ({
  name,
  config: (world) => ({
    'profile source': keysOf(world, user),
    [`profile ${name}`]: {
      role_arn: role,
      source_profile: 'source',
      role_session_name: name,
      region: world.region,
      ...more(world),
    },
    ...rest.sections?.(world),
  }),
  ...rest,
});

interface Rest extends Pick<Profile, 'environment' | 'code'> {
  readonly sections?: (world: World) => Config;
}

function keysOf({ credentials }: World, user: string): Config[string] {
  const { accessKeyId, secretAccessKey } = credentials.get(user) ?? { accessKeyId: '', secretAccessKey: '' };
  return { aws_access_key_id: accessKeyId, aws_secret_access_key: secretAccessKey };
}

/** Nothing but `sts get-caller-identity --profile`: the client assumes the role by itself, and is who the role says. */
const becomes = (title: string, by: Profile, account: string, role: string): Step => ({
  title,
  operation: 'GetCallerIdentity',
  input: {},
  by,
  expect: { gives: { Arn: sessionArn(account, role, by.name) } },
  sees: [
    ['AssumeRole', 200],
    ['GetCallerIdentity', 200],
  ],
});

const fails = (title: string, by: Profile, expect: Refusal, status: number): Step => ({
  title,
  operation: 'GetCallerIdentity',
  input: {},
  by,
  expect,
  sees: [['AssumeRole', status]],
});

const here = ({ endpoint }: World) => ({ endpoint_url: endpoint });
const servicesHere = ({ endpoint }: World): Config => ({ 'services local': { sts: { endpoint_url: endpoint } } });

/** How people who use roles every day do it: in a profile. Each step gives the endpoint in another of the places for it. */
export const profiles: Chapter = {
  title: 'profiles',
  steps: [
    becomes(
      'role_arn and source_profile; endpoint_url in the profile',
      profile('plain', 'bob', roleArn(HOME, 'delegated'), here),
      HOME,
      'delegated',
    ),
    becomes(
      'external_id and duration_seconds; a services section',
      profile(
        'contract',
        'bob',
        PARTNER,
        () => ({ external_id: EXTERNAL_ID, duration_seconds: '900', services: 'local' }),
        {
          sections: servicesHere,
        },
      ),
      AWAY,
      'partner',
    ),
    fails(
      'external_id wrong; AWS_ENDPOINT_URL',
      profile('stranger', 'bob', PARTNER, () => ({ external_id: 'order:7/82' }), {
        environment: ({ endpoint }) => ({ AWS_ENDPOINT_URL: endpoint }),
      }),
      denied(BOB, 'sts:AssumeRole', PARTNER),
      403,
    ),
    fails(
      'duration_seconds above the maximum of the role; AWS_ENDPOINT_URL_STS',
      profile('too-long', 'alice', roleArn(HOME, 'medium'), () => ({ duration_seconds: '7201' }), {
        environment: ({ endpoint }) => ({ AWS_ENDPOINT_URL_STS: endpoint, AWS_ENDPOINT_URL: 'http://127.0.0.1:9' }),
      }),
      invalid('The requested DurationSeconds exceeds the MaxSessionDuration set for this role.'),
      400,
    ),
    becomes(
      'mfa_serial, with the code typed in',
      profile(
        'guarded',
        'mia',
        roleArn(AWAY, 'guarded'),
        (world) => ({ mfa_serial: serialOf('mia-phone'), ...here(world) }),
        {
          code: (world) => deviceOf(world, 'mia-phone').freshCode(),
        },
      ),
      AWAY,
      'guarded',
    ),
  ],
};
