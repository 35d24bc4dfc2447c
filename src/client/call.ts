import type { InputOf, OperationFacts } from '../model/facts.ts';
import { type Connection, credentialsNow } from './connection.ts';
import { exchange, type Incoming } from './exchange.ts';
import { ServiceError, Unreachable } from './problems.ts';
import { type Answered, readAnswer, readRefusal } from './read-answer.ts';
import { signed } from './sign.ts';
import { writeParameters } from './write-parameters.ts';

/**
 * Calls an operation of STS or IAM over the AWS query protocol, signed by the AWS SDK's signer. What the service refuses is
 * thrown as ServiceError, what hinders the conversation as Unreachable. Answers of 5xx and throttling are tried again, three
 * times in all, as the SDKs do; a call that may have changed something is not tried again unless it was turned away.
 */
export async function call<Facts extends OperationFacts>(
  connection: Connection,
  facts: Facts,
  input: InputOf<Facts> | Record<string, unknown>,
): Promise<Answered> {
  const parameters = [
    ['Action', facts.name],
    ['Version', facts.service.version],
    ...writeParameters(input, facts.input),
  ] as [string, string][];
  const body = new URLSearchParams(parameters).toString();
  for (let attempt = 1; ; attempt++) {
    const answer = await send(connection, facts.service.name, body);
    if (answer.status === 200) return answeredBy(facts, answer, connection);
    const error = refusalOf(answer, facts, connection);
    if (attempt === ATTEMPTS_MAX || !isWorthAnotherTry(error)) throw error;
    await new Promise((resolve) => setTimeout(resolve, 2 ** attempt * PAUSE_MS * (0.5 + Math.random() / 2)));
  }
}

const ATTEMPTS_MAX = 3;
const PAUSE_MS = 50;
const TIMEOUT_MS = 60_000;

/** Turned away before anything was done. */
const isWorthAnotherTry = (error: unknown): boolean =>
  error instanceof ServiceError && (error.code === 'Throttling' || error.code === 'ServiceUnavailable');

/** Signs a body and sends it to the service's only address, `/`. */
async function send(
  connection: Connection,
  service: OperationFacts['service']['name'],
  body: string,
): Promise<Incoming> {
  const url = new URL('/', connection.endpoint);
  const headers = { host: url.host, 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
  const credentials = await credentialsNow(connection.credentials);
  const outgoing = { method: 'POST', url, headers, body };
  const ready = credentials === undefined ? outgoing : await signed(outgoing, { ...connection, service, credentials });
  const { timeoutMs = TIMEOUT_MS, ca } = connection;
  return exchange({ ...ready, timeoutMs, ca });
}

function answeredBy(facts: OperationFacts, { body }: Incoming, { endpoint }: Connection): Answered {
  try {
    return readAnswer(facts, body);
  } catch (error) {
    throw new Unreachable(endpoint, 'what answers there does not speak as AWS does', error);
  }
}

function refusalOf({ body, status, headers }: Incoming, facts: OperationFacts, { endpoint }: Connection): Error {
  const refusal = readRefusal(body);
  if (refusal === undefined)
    return new Unreachable(endpoint, `an answer of status ${status} without an error that AWS knows`);
  const header = headers['x-amzn-requestid'];
  const requestId = refusal.requestId ?? (typeof header === 'string' ? header : undefined);
  return new ServiceError({ ...refusal, status, requestId, operation: facts.name });
}
