import { readFileSync } from 'node:fs';
import { walkRoles } from '../../client/chain.ts';
import type { Connection } from '../../client/connection.ts';
import { ProfileError } from '../../client/problems.ts';
import { readAwsFiles } from '../../client/profiles/aws-files.ts';
import { type Outline, settle, type Told } from '../../client/profiles/connection-for.ts';
import type { OperationFacts } from '../../model/facts.ts';
import { askCode } from '../people/ask.ts';
import { sessionFiles } from '../people/session-files.ts';
import { CommandError, FAILED, WRONG_CONFIGURATION, WRONG_USAGE } from './command-error.ts';
import { FORMATS, type Format, type Globals } from './globals.ts';
import type { Surroundings } from './surroundings.ts';

/** Where to call, and how the profile wants what is answered. */
export interface Connected {
  readonly connection: Connection;
  readonly format: Format;
  /** Times as received, and not in the spelling of the AWS CLI v2. */
  readonly keepsTimes: boolean;
  readonly binaryFormat: 'base64' | 'raw-in-base64-out';
}

/** Callers of these prove who they are by a token or an assertion, and sign nothing. */
const UNSIGNED: ReadonlySet<string> = new Set(['AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity']);

/** Settles endpoint, region, credentials and output by options, environment and profile, in this order. */
export async function connect(
  facts: OperationFacts,
  globals: Globals,
  { env, terminal }: Surroundings,
): Promise<Connected> {
  const outline = await settled({
    service: facts.service.name,
    profile: globals.profile,
    region: globals.region,
    endpointUrl: globals.endpointUrl,
    env,
    askCode: askCode(),
    cache: sessionFiles(env, (sentence) => terminal.error(`rolecall: ${sentence}\n`)),
  });
  const settings = outline.files.profiles.get(outline.profile)?.settings;
  const { endpoint, region, plan, sts } = outline;
  const connection: Connection = {
    endpoint,
    region,
    credentials:
      globals.isSigned && !UNSIGNED.has(facts.name) ? walkRoles(plan.credentials, plan.steps, sts) : undefined,
    ca: globals.caBundle === undefined ? outline.ca : authorities(globals.caBundle),
    ...(globals.timeoutMs === undefined ? {} : { timeoutMs: globals.timeoutMs }),
  };
  const times = choice('cli_timestamp_format', settings?.get('cli_timestamp_format')?.value, ['iso8601', 'wire']);
  const binary = choice('cli_binary_format', settings?.get('cli_binary_format')?.value, [
    'base64',
    'raw-in-base64-out',
  ]);
  return {
    connection,
    format: globals.output ?? choice('output', outline.output, FORMATS) ?? 'json',
    keepsTimes: times === 'wire',
    binaryFormat: globals.binaryFormat ?? binary ?? 'base64',
  };
}

async function settled(asked: Told): Promise<Outline> {
  try {
    return await settle(asked);
  } catch (error) {
    const name = asked.profile || asked.env.AWS_PROFILE || asked.env.AWS_DEFAULT_PROFILE;
    if (!(error instanceof ProfileError) || !name || readAwsFiles(asked.env).profiles.has(name)) throw error;
    throw new CommandError(`The config profile (${name}) could not be found`, FAILED, [error.message]);
  }
}

/** Refuses a call that nobody would sign, before it is sent. */
export function requireCredentials(facts: OperationFacts, globals: Globals, { credentials }: Connection): void {
  if (credentials !== undefined || !globals.isSigned || UNSIGNED.has(facts.name)) return;
  throw new CommandError(
    'Unable to locate credentials. You can configure credentials by running "rolecall configure".',
    WRONG_CONFIGURATION,
  );
}

function choice<Word extends string>(
  setting: string,
  value: string | undefined,
  choices: readonly Word[],
): Word | undefined {
  if (value === undefined || (choices as readonly string[]).includes(value)) return value as Word | undefined;
  throw new CommandError(
    `Unknown ${setting} value: ${value}, valid values are ${choices.map((one) => `"${one}"`).join(' or ')}`,
    WRONG_CONFIGURATION,
  );
}

function authorities(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new CommandError(`cannot read the certificate authorities in \`${file}\`: ${code}`, WRONG_USAGE);
  }
}
