/** One AWS client, unmodified, behind the three things that a scenario needs of it. */
export interface Client {
  readonly name: string;
  /** How it names itself: each request that the server logs must bear this. */
  readonly userAgent: RegExp;
  /** Why it cannot take an endpoint and a role from a profile; absent where it can. */
  readonly noProfiles?: string;
  /** Why it cannot ask for an MFA code; absent where it can. */
  readonly noMfaPrompt?: string;
  /** Calls one operation with credentials given outright. */
  call(call: Call): Promise<Outcome>;
  /** Calls one operation with nothing but a profile: the client assumes the role by itself first. */
  callByProfile(call: ProfileCall): Promise<Outcome>;
  close(): Promise<void>;
}

export interface Call {
  readonly operation: string;
  readonly input: Input;
  readonly as: Credentials;
  /** Whether to switch off what the client checks before it sends, for a value that only the server is to judge. */
  readonly unchecked: boolean;
  readonly manner: Manner;
}

/**
 * How the client is asked: `once`, one request; `pages`, its paginator, with pages of one and what they hold put
 * together; `waiter`, its waiter for the thing that the operation gets.
 */
export type Manner = 'once' | 'pages' | 'waiter';

/** `GetUser` -> `UserExists`, as all clients name their waiters. */
export const waiterOf = (operation: string): string => `${operation.slice('Get'.length)}Exists`;

export interface ProfileCall {
  readonly operation: string;
  readonly input: Input;
  readonly profile: string;
  /** Sections of the shared config file by their heading; a nested value is indented under its key, as AWS writes it. */
  readonly config: Config;
  readonly environment: Readonly<Record<string, string>>;
  /** What to type when the client asks for an MFA code. */
  readonly typed: string | undefined;
}

export type Config = Readonly<Record<string, Readonly<Record<string, string | Readonly<Record<string, string>>>>>>;

/** Members by their wire names; every client takes these, spelled in its own way. */
export type Input = Readonly<Record<string, unknown>>;

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

/** What came of a call, in one form for all clients: members by their wire names, times as text, blobs as text. */
export type Outcome = Done | Refused | Unknown;

export interface Done {
  readonly output: Readonly<Record<string, unknown>>;
}

export interface Refused {
  /** The operation that the client says was refused; with a profile it may be one that nobody called. */
  readonly operation: string | undefined;
  readonly code: string;
  readonly message: string;
}

/** The client is too old to know the operation, or a member of it. */
export interface Unknown {
  readonly unknown: string;
}

export interface Place {
  readonly endpoint: string;
  readonly region: string;
  /** An empty folder for configuration, caches and whatever a client wants to write. */
  readonly home: string;
  /** Where the installed clients are. */
  readonly clients: string;
  /** Whether hundreds of calls come, so that a client may keep loaded what is slow to load. */
  readonly isForMany: boolean;
}

const STS: ReadonlySet<string> = new Set(['AssumeRole', 'GetCallerIdentity']);

export const serviceOf = (operation: string): 'sts' | 'iam' => (STS.has(operation) ? 'sts' : 'iam');

/** The text of a refusal; `Unknown` is the clients' own word where the server sent none. */
export const sentenceOf = (message: string): string => (message === 'Unknown' ? '' : message);

/** The text of a shared config file. */
export function iniOf(config: Config): string {
  const entry = ([key, value]: [string, string | Readonly<Record<string, string>>]): string =>
    typeof value === 'string'
      ? `${key} = ${value}`
      : [`${key} =`, ...Object.entries(value).map(([inner, text]) => `  ${inner} = ${text}`)].join('\n');
  return Object.entries(config)
    .map(([heading, section]) => [`[${heading}]`, ...Object.entries(section).map(entry), ''].join('\n'))
    .join('\n');
}

/**
 * The environment of a client: none of the credentials, profiles and endpoints of whoever runs this, and nothing of
 * the machine's metadata service. One attempt each, so that a refusal is one request in the log.
 */
export function cleanEnvironment({ home, region }: Place): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '/usr/bin:/bin',
    HOME: home,
    LC_ALL: 'C.UTF-8',
    AWS_CONFIG_FILE: `${home}/config`,
    AWS_SHARED_CREDENTIALS_FILE: `${home}/credentials`,
    AWS_DEFAULT_REGION: region,
    AWS_REGION: region,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_MAX_ATTEMPTS: '1',
    AWS_PAGER: '',
    AWS_CLI_AUTO_PROMPT: 'off',
  };
}
