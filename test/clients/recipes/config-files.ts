import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AWAY, HOME, roleArn, sessionArn } from '../scenario/step.ts';
import type { Server } from '../server.ts';
import type { Container } from './container.ts';
import { besideRecipes, binOf, PYTHON, type Recipe, roster, type Seen, WHOAMI_GO } from './roster.ts';
import { environmentOf, run, unlike } from './walk.ts';
import type { Person } from './world.ts';

/** What the shared config file knows, tried with each client that reads it: `sts get-caller-identity` and no more. */
export interface Feature {
  readonly title: string;
  /** The file, which stands in docs/clients/config-files.md too, and the profile of it that is used. */
  readonly file?: string;
  readonly profile?: string;
  readonly environment?: (scene: Scene) => Readonly<Record<string, string>>;
  /** Whether the keys of the user are in the shared credentials file, under `base`. */
  readonly keysOfBase?: boolean;
  /** Whether a code of the user's device is typed when it is asked for. */
  readonly typesCode?: boolean;
  /** Whether it needs an issuer of web identity tokens. */
  readonly needsIssuer?: boolean;
  /** Clients that are known not to do it: that they still do not is held to account too. */
  readonly notFor?: readonly string[];
  readonly becomes: string;
  readonly sees: readonly Seen[];
}

export interface Scene {
  readonly server: Server;
  readonly person: Person;
  readonly container: Container;
  /** Where the issuer's token is; empty where there is no issuer. */
  readonly tokenFile: string;
}

const ONE_ROLE: readonly Seen[] = [
  ['AssumeRole', 200],
  ['GetCallerIdentity', 200],
];
const BY_TOKEN: readonly Seen[] = [
  ['AssumeRoleWithWebIdentity', 200],
  ['GetCallerIdentity', 200],
];
const keysOf = ({ person: { keys } }: Scene) => ({
  AWS_ACCESS_KEY_ID: keys.accessKeyId,
  AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
});

export const features: readonly Feature[] = [
  {
    title: '`source_profile`, two roles deep',
    file: 'chain.ini',
    profile: 'leaf',
    keysOfBase: true,
    becomes: sessionArn(AWAY, 'leaf', 'two-roles-deep'),
    sees: [['AssumeRole', 200], ...ONE_ROLE],
  },
  {
    title: '`credential_source = Environment`, `external_id`, `role_session_name`, `duration_seconds`',
    file: 'environment.ini',
    profile: 'partner',
    environment: keysOf,
    becomes: sessionArn(HOME, 'partner', 'from-the-environment'),
    sees: ONE_ROLE,
  },
  {
    title: '`credential_source = EcsContainer`, with `rolecall serve-credentials`',
    file: 'container.ini',
    profile: 'leaf',
    environment: ({ container }) => container.environment,
    becomes: sessionArn(AWAY, 'leaf', 'from-a-container'),
    sees: ONE_ROLE,
  },
  {
    title: '`mfa_serial`, the code typed at the prompt',
    file: 'mfa.ini',
    profile: 'guarded',
    keysOfBase: true,
    typesCode: true,
    becomes: sessionArn(HOME, 'guarded', 'with-mfa'),
    sees: ONE_ROLE,
  },
  {
    title: '`web_identity_token_file` in a profile',
    file: 'web-identity.ini',
    profile: 'ci',
    needsIssuer: true,
    becomes: sessionArn(HOME, 'ci', 'job-7'),
    sees: BY_TOKEN,
  },
  {
    title: '`AWS_WEB_IDENTITY_TOKEN_FILE` and `AWS_ROLE_ARN`, no file',
    needsIssuer: true,
    environment: ({ tokenFile, server }) => ({
      AWS_WEB_IDENTITY_TOKEN_FILE: tokenFile,
      AWS_ROLE_ARN: roleArn(HOME, 'ci'),
      AWS_ROLE_SESSION_NAME: 'job-8',
      AWS_ENDPOINT_URL_STS: server.endpoint,
    }),
    becomes: sessionArn(HOME, 'ci', 'job-8'),
    sees: BY_TOKEN,
  },
  {
    title: '`endpoint_url` in the profile',
    file: 'endpoint.ini',
    profile: 'hub',
    keysOfBase: true,
    becomes: sessionArn(HOME, 'hub', 'by-endpoint-url'),
    sees: ONE_ROLE,
    // Known: it takes the endpoint for the call, and not for the AssumeRole before it.
    notFor: ['go'],
  },
  {
    title: '`AWS_ENDPOINT_URL`',
    file: 'region.ini',
    profile: 'hub',
    keysOfBase: true,
    environment: ({ server }) => ({ AWS_ENDPOINT_URL: server.endpoint }),
    becomes: sessionArn(HOME, 'hub', 'by-environment'),
    sees: ONE_ROLE,
    notFor: ['go'],
  },
  {
    title: '`AWS_ENDPOINT_URL_STS`, before `AWS_ENDPOINT_URL`',
    file: 'region.ini',
    profile: 'hub',
    keysOfBase: true,
    environment: ({ server }) => ({ AWS_ENDPOINT_URL_STS: server.endpoint, AWS_ENDPOINT_URL: 'http://127.0.0.1:9' }),
    becomes: sessionArn(HOME, 'hub', 'by-environment'),
    sees: ONE_ROLE,
  },
];

/** The clients that are tried: each prints the ARN of who it is, by the profile that it is given. */
export const readers: readonly Reader[] = [
  {
    name: 'cli-v1',
    command: [join(binOf('cli-v1'), 'aws'), ...'sts get-caller-identity --query Arn --output text'.split(' ')],
    by: (profile) => ({ words: ['--profile', profile] }),
  },
  { name: 'boto3', command: [PYTHON, besideRecipes('boto3/whoami.py')], by: (profile) => ({ words: [profile] }) },
  {
    name: 'js-sdk',
    command: [process.execPath, besideRecipes('javascript/whoami.mjs')],
    by: (profile) => ({ words: [], environment: { AWS_PROFILE: profile } }),
  },
  { name: 'go', command: [WHOAMI_GO], by: (profile) => ({ words: [profile] }) },
];

export interface Reader {
  readonly name: string;
  readonly command: readonly string[];
  /** How it is told which profile. In botocore and Go, AWS_PROFILE yields to keys in the environment. */
  readonly by: (profile: string) => { words: readonly string[]; environment?: Readonly<Record<string, string>> };
}

export const recipeOf = ({ name }: Reader): Recipe => roster.find((recipe) => recipe.name === name)!;

/** Tries one feature with one client; gives what was wrong. */
export async function tryFeature(feature: Feature, reader: Reader, scene: Scene, home: string): Promise<string[]> {
  const { server, person, tokenFile } = scene;
  mkdirSync(home, { recursive: true });
  if (feature.file !== undefined) {
    const text = readFileSync(besideRecipes(`config/${feature.file}`), 'utf8')
      .replaceAll('http://127.0.0.1:8787', server.endpoint)
      .replaceAll('/var/run/secrets/token', tokenFile)
      .replaceAll(/arn:aws:iam::\d+:mfa\/YOURS/g, person.otherDevice.serial);
    writeFileSync(join(home, 'config'), text);
  }
  if (feature.keysOfBase) {
    const { accessKeyId, secretAccessKey } = person.keys;
    const text = `[base]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`;
    writeFileSync(join(home, 'credentials'), text, { mode: 0o600 });
  }
  const { words, environment } = feature.profile === undefined ? { words: [] } : reader.by(feature.profile);
  const asked = [...reader.command, ...words];
  const command = feature.typesCode
    ? [PYTHON, besideRecipes('config/on_a_terminal.py'), await person.otherDevice.freshCode(), ...asked]
    : asked;
  const { code, stdout, stderr } = await run(command, {
    ...environmentOf(home),
    ...environment,
    ...feature.environment?.(scene),
  });

  if (feature.notFor?.includes(reader.name)) {
    await server.catchUp();
    return code !== 0 && stderr.includes('sts.eu-central-1.amazonaws.com')
      ? []
      : [`it is known to ask AWS here, and does not: ${stdout.trim()} ${stderr.trim()}`];
  }
  const last = stdout.trimEnd().split('\n').at(-1);
  const logged = await server.nextRequests(feature.sees.length);
  const stray = await server.catchUp();
  return [
    ...(code === 0 && last === feature.becomes ? [] : [`it said: ${last} ${stderr.trim()}`]),
    ...unlike(feature.sees, logged, recipeOf(reader).userAgent),
    ...(stray.length === 0 ? [] : [`the server saw ${stray.length} more requests`]),
  ];
}
