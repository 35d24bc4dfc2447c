import { resolve } from 'node:path';
import { awsFilePaths, meaningOf } from '../../client/profiles/aws-files.ts';
import { editIni } from '../../client/profiles/edit-ini.ts';
import type { ConfigureOptions } from '../commands/configure.ts';
import { consent } from '../consent.ts';
import { Refusal } from '../refusal.ts';
import type { Terminal } from '../terminal.ts';
import { type GivenKeys, readKeys } from './given-keys.ts';
import { secondsOf } from './seconds.ts';
import { type Draft, draftOf, writeWhole } from './write-whole.ts';

/** Writes a profile: what it is, and where it answers, into the configuration file; its keys into the credentials file. */
export async function configure(options: ConfigureOptions, terminal: Terminal): Promise<void> {
  const { profile } = options;
  if (!/^[^\p{Cc}\p{Zl}\p{Zp}"'\\[\]#;]{1,128}$/u.test(profile) || profile !== profile.trim())
    throw new Refusal(`no name for a profile: \`${profile}\``, 'usage');
  const settings = settingsOf(options);
  const keys = options.keys === undefined ? undefined : await readKeys(options.keys);
  if (settings.size === 0 && keys === undefined)
    throw new Refusal('nothing to write: say --endpoint-url, --region, --role or --keys (--help has all)', 'usage');

  const paths = awsFilePaths(process.env);
  const drafts: Draft[] = [];
  if (keys !== undefined) {
    const place = { header: profile, isSection: (header: string) => header === profile };
    drafts.push(draftOf(paths.credentials, (text) => editIni(paths.credentials, text, place, secretsOf(keys))));
  }
  if (settings.size > 0) {
    const isSection = (header: string) => {
      const { kind, name } = meaningOf(header);
      return kind === 'profile' && name === profile;
    };
    const header = profile === 'default' ? profile : `profile ${/\s/.test(profile) ? `"${profile}"` : profile}`;
    drafts.push(draftOf(paths.config, (text) => editIni(paths.config, text, { header, isSection }, settings)));
  }
  await write(drafts, options, terminal);
}

async function write(drafts: readonly Draft[], options: ConfigureOptions, terminal: Terminal): Promise<void> {
  const changed = drafts.filter(({ changes }) => changes.length > 0);
  for (const draft of changed) terminal.print(describe(draft));
  if (changed.length === 0) return terminal.print('nothing to change\n');
  if (options.dryRun === true) return;
  if (changed.some(({ changes }) => changes.some(({ before }) => before !== undefined)))
    await consent(terminal, options.yes, 'Replace what is there?');
  writeWhole(changed);
  const named = options.profile === 'default' ? '' : ` --profile ${options.profile}`;
  terminal.print(`written; to see whether it works: rolecall whoami${named}\n`);
}

/** The lines that go and come. No secret, neither an old nor a new one, is shown. */
const describe = ({ file, changes }: Draft): string =>
  [file, ...changes.flatMap(({ before, after }) => [...(before === undefined ? [] : [`- ${before}`]), `+ ${after}`])]
    .map((line) => `${line.replace(SECRET, '$1****')}\n`)
    .join('');

const SECRET = /^([-+]\s*aws_(?:secret_access_key|session_token|security_token)\s*=\s*).*$/is;

function settingsOf(options: ConfigureOptions): ReadonlyMap<string, string> {
  const { role, sourceProfile, mfaSerial, externalId, sessionName, duration, endpointUrl, region, caBundle } = options;
  const ofRole = { sourceProfile, mfaSerial, externalId, sessionName, duration };
  const [astray] = Object.entries(ofRole).find(([, value]) => value !== undefined) ?? [];
  if (role === undefined && astray !== undefined)
    throw new Refusal(
      `--${astray.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)} goes with --role`,
      'usage',
    );
  if (role !== undefined && !/^arn:[\w-]+:iam::[0-9]{12}:role\/[\w+=,.@/-]+$/.test(role))
    throw new Refusal(`no ARN of a role: \`${role}\``, 'usage');
  if (endpointUrl !== undefined) checkEndpoint(endpointUrl);
  const said: readonly [string, string | undefined][] = [
    ['endpoint_url', endpointUrl],
    ['region', region],
    ['ca_bundle', caBundle === undefined ? undefined : resolve(caBundle)],
    ['role_arn', role],
    ['source_profile', role === undefined ? undefined : (sourceProfile ?? options.profile)],
    ['mfa_serial', mfaSerial],
    ['external_id', externalId],
    ['role_session_name', sessionName],
    ['duration_seconds', duration === undefined ? undefined : String(secondsOf('--duration', duration))],
  ];
  return new Map(said.filter((one): one is [string, string] => one[1] !== undefined));
}

function checkEndpoint(text: string): void {
  const url = URL.parse(text);
  if (
    url === null ||
    !/^https?:$/.test(url.protocol) ||
    url.pathname !== '/' ||
    url.search !== '' ||
    url.username !== ''
  )
    throw new Refusal(
      `expected scheme, host and port for \`--endpoint-url\`, as http://127.0.0.1:8787: \`${text}\``,
      'usage',
    );
}

const secretsOf = ({ accessKeyId, secretAccessKey, sessionToken }: GivenKeys): ReadonlyMap<string, string> =>
  new Map([
    ['aws_access_key_id', accessKeyId],
    ['aws_secret_access_key', secretAccessKey],
    ...(sessionToken === undefined ? [] : [['aws_session_token', sessionToken] as const]),
  ]);
