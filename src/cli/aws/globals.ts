import { CommandError, WRONG_USAGE } from './command-error.ts';
import type { Given, OptionRow } from './read-words.ts';

const one = (name: string, more: Partial<OptionRow> = {}): OptionRow => ({
  name: `--${name}`,
  key: name,
  takes: 'one',
  ...more,
});
const flag = (name: string): OptionRow => ({ name: `--${name}`, key: name, takes: 'nothing' });

export const FORMATS = ['json', 'text', 'table', 'yaml', 'yaml-stream', 'off'] as const;
export type Format = (typeof FORMATS)[number];

/** The options of every operation, in the order in which the AWS CLI names them. */
export const GLOBAL_ROWS: readonly OptionRow[] = [
  flag('debug'),
  one('endpoint-url'),
  flag('no-verify-ssl'),
  flag('no-paginate'),
  one('output', { choices: FORMATS }),
  one('query'),
  one('profile'),
  one('region'),
  flag('version'),
  one('color', { choices: ['on', 'off', 'auto'] }),
  flag('no-sign-request'),
  one('ca-bundle'),
  one('cli-read-timeout', { isInteger: true }),
  one('cli-connect-timeout', { isInteger: true }),
  one('cli-binary-format', { choices: ['base64', 'raw-in-base64-out'] }),
  flag('no-cli-pager'),
  flag('cli-auto-prompt'),
  flag('no-cli-auto-prompt'),
];

/** What was said about the call as such. */
export interface Globals {
  readonly isDebug: boolean;
  readonly isVersion: boolean;
  readonly endpointUrl: string | undefined;
  readonly isPaged: boolean;
  readonly output: Format | undefined;
  readonly query: string | undefined;
  readonly profile: string | undefined;
  readonly region: string | undefined;
  readonly color: 'on' | 'off' | 'auto';
  readonly isSigned: boolean;
  readonly caBundle: string | undefined;
  readonly timeoutMs: number | undefined;
  readonly binaryFormat: 'base64' | 'raw-in-base64-out' | undefined;
}

export function globalsOf(given: ReadonlyMap<string, Given>): Globals {
  const text = (name: string) => given.get(name) as string | undefined;
  // A server that is not known may be anyone, and what is sent to it are credentials.
  if (given.has('no-verify-ssl')) {
    throw new CommandError(
      '--no-verify-ssl is refused: name the authority of the server by --ca-bundle FILE',
      WRONG_USAGE,
    );
  }
  if (given.has('cli-auto-prompt')) {
    throw new CommandError(
      '--cli-auto-prompt is not supported: see `rolecall <command> <subcommand> help`',
      WRONG_USAGE,
    );
  }
  return {
    isDebug: given.has('debug'),
    isVersion: given.has('version'),
    endpointUrl: withScheme(text('endpoint-url')),
    isPaged: !given.has('no-paginate'),
    output: text('output') as Format | undefined,
    query: text('query'),
    profile: text('profile'),
    region: text('region'),
    color: (text('color') ?? 'auto') as Globals['color'],
    isSigned: !given.has('no-sign-request'),
    caBundle: text('ca-bundle'),
    timeoutMs: timeoutOf(given),
    binaryFormat: text('cli-binary-format') as Globals['binaryFormat'],
  };
}

function withScheme(url: string | undefined): string | undefined {
  if (url === undefined || /^[A-Za-z][A-Za-z0-9+.-]*:/.test(url)) return url;
  throw new CommandError(
    `Bad value for --endpoint-url "${url}": scheme is missing.  Must be of the form http://<hostname>/ or https://<hostname>/`,
    WRONG_USAGE,
  );
}

/** The time from the connection's start to the answer's end: we have one where the AWS CLI has two. 0 waits without end. */
function timeoutOf(given: ReadonlyMap<string, Given>): number | undefined {
  const [connect, read] = ['cli-connect-timeout', 'cli-read-timeout'].map(
    (name) => given.get(name) as number | undefined,
  );
  if (connect === undefined && read === undefined) return undefined;
  if (connect === 0 || read === 0) return LONGEST_MS;
  return Math.min(LONGEST_MS, ((connect ?? 0) + (read ?? DEFAULT_SECONDS)) * 1000);
}

const DEFAULT_SECONDS = 60;
/** The longest that a timer of Node takes. */
const LONGEST_MS = 2 ** 31 - 1;
