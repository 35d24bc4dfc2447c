import { readFileSync } from 'node:fs';
import { readAddress } from '../store/postgres/address.ts';
import { quotaSettings } from './quota-settings.ts';
import { readInteger } from './read-integer.ts';
import { readOrigin } from './read-origin.ts';
import { Refusal } from './refusal.ts';

/**
 * The settings of the server. Each is said once, here: its flag, its environment variable and its key in
 * `rolecall.yaml` are one name in three spellings (`--public-url`, `ROLECALL_PUBLIC_URL`, `public-url`).
 * A flag wins over the environment, the environment over the file. Only quotas are a mapping of their own in the file,
 * `quotas`, and are put together name by name.
 */
export const settings = {
  data: text('DIR', 'folder that holds the store and its key'),
  'key-file': text('FILE', 'root key, where it is not DIR/root.key'),
  database: databaseUrl(
    'URL',
    'PostgreSQL instead of the store in DIR: postgres://user@host:port/name; needs --key-file',
  ),
  'database-file': text('FILE', 'file with that URL, where it holds a password; only its owner may read it'),
  host: text('HOST', 'address to listen on', '127.0.0.1'),
  port: integer('PORT', 'port to listen on; 0 picks one', 0, 65_535, 8787),
  region: list('REGION', 'accept only requests signed for this region; repeatable'),
  'tls-cert': text('FILE', 'certificate chain, PEM'),
  'tls-key': text('FILE', 'private key of the certificate, PEM'),
  'behind-proxy': list('CIDR', 'believe the forwarding headers of proxies in this block; repeatable'),
  'public-url': url('URL', 'address by which clients know the server: the endpoint that `up` prints'),
  'body-limit': integer('BYTES', 'largest request body', 1024, 10_000_000, 1_048_576),
  quota: {
    argument: 'NAME=VALUE',
    help: 'one of the quotas of docs/quotas.md, as `roles-per-account=5000`; repeatable',
    repeatable: true,
    fallback: undefined,
    read: quotaSettings,
  },
  'session-policy-size': integer('CHARS', 'the same as `--quota session-policy-size=CHARS`', 1, 131_072),
  'oidc-allow-private': list(
    'CIDR|HOST',
    'ask OIDC issuers in this block, or of this name, though it is not public; repeatable',
  ),
  'oidc-ca': text('FILE', 'certificates to trust when OIDC issuers are asked, PEM, beside the usual ones'),
  'oidc-clock-skew': integer('SECONDS', 'how far clocks of OIDC issuers may be off', 0, 300, 60),
  'signin-destination': origins(
    'URL',
    'application that a console sign-in link may lead to, by its origin; repeatable',
  ),
  'console-sessions': oneOf(
    ['as-asked', 'as-credentials'],
    'whether SessionDuration may reach beyond the life of the credentials',
    'as-asked',
  ),
  throttle: integer(
    'N',
    'calls a second that an account may make to STS, and as many to IAM; without it as many as it likes',
    1,
    1_000_000,
  ),
  'metrics-port': integer(
    'PORT',
    'port of a listener of its own for GET /metrics, for Prometheus; 0 picks one',
    0,
    65_535,
  ),
  'metrics-host': text('HOST', 'address of that listener: plain HTTP, and whoever reaches it may read', '127.0.0.1'),
  seed: text('FILE', 'seed to apply before serving: what it names is made so'),
  audit: oneOf(['on', 'off'], 'keep an audit trail in DIR/audit', 'on'),
  'encode-denials': oneOf(['on', 'off'], 'end denials with their reasons, for sts:DecodeAuthorizationMessage', 'off'),
  'log-level': oneOf(['debug', 'info', 'warn', 'error', 'silent'], 'what goes to the log', 'info'),
} as const;

export type SettingName = keyof typeof settings;
export type Settings = { readonly [Name in SettingName]: ReturnType<(typeof settings)[Name]['read']> | Default<Name> };
type Default<Name extends SettingName> = (typeof settings)[Name]['fallback'];

/** Reads every setting from the flags, the environment and the file; a value that cannot be read is refused by name. */
export function readSettings(flags: Flags, environment: NodeJS.ProcessEnv, file: Flags): Settings {
  const read = Object.entries(settings).map(([name, setting]) => {
    const sources = [file[name], environment[variableOf(name)], flags[name]].filter((said) => said !== undefined);
    const said = name === 'quota' && sources.length > 0 ? sources.flatMap(listed) : sources.at(-1);
    return [name, said === undefined ? setting.fallback : reading(name, setting, said)];
  });
  return Object.fromEntries(read);
}

export type Flags = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Reads `rolecall.yaml`: one mapping of setting names to values. A missing file is no settings, unless it was asked for. */
export async function settingsFile(file: string, wanted: boolean): Promise<Flags> {
  let contents: string;
  try {
    contents = readFileSync(file, 'utf8');
  } catch (error) {
    if (!wanted && (error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw new Refusal(`cannot read settings file \`${file}\`: ${(error as Error).message}`);
  }
  const { parse } = await import('yaml');
  const parsed: unknown = parseOrRefuse(parse, contents, file);
  if (parsed === null || parsed === undefined) return {};
  if (typeof parsed !== 'object' || Array.isArray(parsed))
    throw new Refusal(`settings file \`${file}\` is not a mapping`);
  return Object.fromEntries(
    Object.entries(parsed).map(([name, value]) => {
      if (name === 'quotas') return ['quota', quotasIn(value, file)];
      if (!Object.hasOwn(settings, name) || name === 'quota')
        throw new Refusal(`settings file \`${file}\`: no such setting: \`${name}\``);
      return [name, Array.isArray(value) ? value.map(String) : String(value)];
    }),
  );
}

/** The mapping `quotas` of the file, in the form in which the flag has it. */
function quotasIn(value: unknown, file: string): readonly string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Refusal(`settings file \`${file}\`: \`quotas\` is not a mapping`);
  return Object.entries(value).map(([name, number]) => `${name}=${number}`);
}

const listed = (said: string | readonly string[]): readonly string[] =>
  typeof said === 'string' ? said.split(',') : said;

function parseOrRefuse(parse: (text: string) => unknown, contents: string, file: string): unknown {
  try {
    return parse(contents);
  } catch (error) {
    throw new Refusal(`settings file \`${file}\` is not YAML: ${(error as Error).message.split('\n')[0]}`);
  }
}

/** `public-url` -> `ROLECALL_PUBLIC_URL`. */
export const variableOf = (name: string): string => `ROLECALL_${name.toUpperCase().replaceAll('-', '_')}`;

interface Setting<Value, Fallback> {
  readonly argument: string;
  readonly help: string;
  readonly repeatable: boolean;
  readonly fallback: Fallback;
  /** What was typed is not repeated when it is refused: there may be a secret in it. */
  readonly isUnspoken?: boolean;
  /** The value, or throws the sentence that says what is expected. */
  readonly read: (said: readonly string[]) => Value;
}

function reading(name: string, setting: Setting<unknown, unknown>, said: string | readonly string[]): unknown {
  const values = setting.repeatable || typeof said !== 'string' ? listed(said) : [said];
  try {
    return setting.read(values);
  } catch (error) {
    const spoken = setting.isUnspoken ? '' : `: \`${values.join(',')}\``;
    throw new Refusal(`${(error as Error).message} for \`--${name}\`${spoken}`, 'usage');
  }
}

function text(argument: string, help: string): Setting<string, undefined>;
function text(argument: string, help: string, fallback: string): Setting<string, string>;
function text(argument: string, help: string, fallback?: string): Setting<string, string | undefined> {
  return { argument, help, repeatable: false, fallback, read: (said) => said.at(-1)! };
}

/** An http or https address without credentials, query or fragment; given back without a slash at its end. */
function url(argument: string, help: string): Setting<string, undefined> {
  return {
    argument,
    help,
    repeatable: false,
    fallback: undefined,
    read: (said) => {
      const parsed = URL.parse(said.at(-1)!);
      const isPlain =
        parsed !== null && /^https?:$/.test(parsed.protocol) && parsed.username === '' && parsed.password === '';
      if (!isPlain || /[?#]/.test(parsed.href)) throw new Error('expected an http or https address');
      return parsed.href.replace(/\/$/, '');
    },
  };
}

/** Origins of web applications: http or https addresses without a path, a query, credentials. */
function origins(argument: string, help: string): Setting<readonly string[], undefined> {
  return {
    argument,
    help,
    repeatable: true,
    fallback: undefined,
    read: (said) => said.map(readOrigin),
  };
}

/** A database URL without a password. */
function databaseUrl(argument: string, help: string): Setting<string, undefined> {
  return {
    argument,
    help,
    repeatable: false,
    fallback: undefined,
    isUnspoken: true,
    read: (said) => {
      readAddress(said.at(-1)!);
      return said.at(-1)!;
    },
  };
}

function list(argument: string, help: string): Setting<readonly string[], undefined> {
  return { argument, help, repeatable: true, fallback: undefined, read: (said) => said };
}

function integer(argument: string, help: string, min: number, max: number): Setting<number, undefined>;
function integer(argument: string, help: string, min: number, max: number, fallback: number): Setting<number, number>;
function integer(
  argument: string,
  help: string,
  min: number,
  max: number,
  fallback?: number,
): Setting<number, number | undefined> {
  return {
    argument,
    help,
    repeatable: false,
    fallback,
    read: (said) => readInteger(said.at(-1)!, min, max),
  };
}

function oneOf<const Choice extends string>(
  choices: readonly Choice[],
  help: string,
  fallback: Choice,
): Setting<Choice, Choice> {
  return {
    argument: choices.join('|'),
    help,
    repeatable: false,
    fallback,
    read: (said) => {
      const choice = choices.find((one) => one === said.at(-1));
      if (choice === undefined) throw new Error(`expected one of ${choices.join(', ')}`);
      return choice;
    },
  };
}
