import type { ServiceError, Unreachable } from '../../client/problems.ts';
import { plain } from '../harmless.ts';
import { Refusal } from '../refusal.ts';

/** Does something over the wire, and says in one sentence what hinders it: the service, the way to it, or the configuration. */
export async function overTheWire<Done>(work: () => Promise<Done>): Promise<Done> {
  try {
    return await work();
  } catch (error) {
    const sentence = sentenceOf(error);
    throw sentence === undefined ? error : new Refusal(sentence);
  }
}

/** By name, so that a command which calls nobody need not load the client. */
export function sentenceOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('operation' in error) return refused(error as ServiceError);
  if ('endpoint' in error) return unreachable(error as Unreachable);
  return error.name === 'ProfileError' ? plain(error.message) : undefined;
}

function refused({ operation, code, message, requestId }: ServiceError): string {
  const hint = ROOT_REFUSED.test(message) ? ROOT_HINT : HINTS.get(code);
  const said = plain(message) || 'without a word';
  const about = requestId === undefined ? code : `${code}, request ${requestId}`;
  return `${operation} is refused: ${said} (${plain(about)})${hint === undefined ? '' : `; ${hint}`}`;
}

/** The first keys that somebody has are a root user's, and the first thing that they want is to assume a role. */
const ROOT_REFUSED = /^Roles may not be assumed by root accounts/;
const ROOT_HINT = 'call with the keys of an IAM user, by --profile or the environment';

const HINTS: ReadonlyMap<string, string> = new Map([
  ['InvalidClientTokenId', 'these keys are not of this server: `rolecall doctor` says which ones are used, and where'],
  ['MissingAuthenticationToken', 'no credentials were found: `rolecall configure` writes some'],
  ['SignatureDoesNotMatch', '`rolecall doctor` compares what was signed'],
  ['ExpiredToken', 'the session has ended: get another one'],
  ['RequestExpired', 'the clocks differ: `rolecall doctor` says by how much'],
]);

const unreachable = ({ endpoint, message }: Unreachable): string =>
  `no answer from ${plain(endpoint)}: ${plain(message)}; \`rolecall up\` starts a server, --endpoint-url names another`;
