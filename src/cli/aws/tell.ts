import { ProfileError, type ServiceError, Unreachable } from '../../client/problems.ts';
import { Refusal } from '../refusal.ts';
import { CommandError, FAILED, REFUSED_BY_SERVICE, WRONG_CONFIGURATION } from './command-error.ts';
import { hintsFor } from './hints.ts';

/** What the service refused, as the AWS CLI says it, with what may help. */
export class ServiceRefusal extends CommandError {
  readonly code: string;
  /** The service's own words. */
  readonly said: string;

  constructor({ code, message, operation, requestId }: ServiceError, hints: readonly string[]) {
    const retried = RETRIED.has(code) ? ' (reached max retries: 2)' : '';
    super(
      `An error occurred (${code}) when calling the ${operation} operation${retried}: ${message}`,
      REFUSED_BY_SERVICE,
      [...(requestId === undefined ? [] : [`request id ${requestId}`]), ...hints],
    );
    this.code = code;
    this.said = message;
  }
}

/** What the client tries again by itself. */
const RETRIED: ReadonlySet<string> = new Set(['Throttling', 'ServiceUnavailable']);

export async function refusalOf(
  error: ServiceError,
  input: Readonly<Record<string, unknown>>,
): Promise<ServiceRefusal> {
  const places = error.code.startsWith('MalformedPolicyDocument') ? await placesIn(error, input) : [];
  return new ServiceRefusal(error, [...places, ...hintsFor(error, input)]);
}

async function placesIn(error: ServiceError, input: Readonly<Record<string, unknown>>): Promise<string[]> {
  const { whereMalformed } = await import('./malformed-document.ts');
  return whereMalformed(error.operation, input);
}

/** Makes of whatever ended a command what is to be said and how it is to exit; gives what is a mistake of ours back. */
export function told(error: unknown): CommandError | undefined {
  if (error instanceof CommandError) return error;
  if (error instanceof ProfileError) return new CommandError(error.message, WRONG_CONFIGURATION);
  if (error instanceof Refusal) return new CommandError(error.message, FAILED);
  return error instanceof Unreachable ? unreachable(error) : undefined;
}

function unreachable({ endpoint, message, cause }: Unreachable): CommandError {
  const url = `"${new URL('/', endpoint).href}"`;
  const { code } = (cause ?? {}) as NodeJS.ErrnoException;
  if (code !== undefined && NOBODY_THERE.has(code)) {
    return new CommandError(`Could not connect to the endpoint URL: ${url}`, FAILED, [
      `${message}; is the server running, and at this address? rolecall doctor says where the address comes from`,
    ]);
  }
  return new CommandError(`No answer from the endpoint URL ${url}: ${message}`, FAILED, [
    'rolecall doctor looks at the endpoint',
  ]);
}

const NOBODY_THERE: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT',
  'ECONNRESET',
]);

/** The lines for stderr. Ours begin with `hint: `, so that what the AWS CLI says stays apart. */
export const lines = ({ message, hints }: CommandError): string =>
  `\n${message}\n${hints.map((hint) => `hint: ${hint}\n`).join('')}`;
