import type { Clock } from '../base/clock.ts';
import type { Entropy } from '../base/entropy.ts';
import { uuid } from '../base/identifiers.ts';
import type { Gate } from '../gate/gate.ts';
import { common, type Fault } from '../model/fault.ts';
import type { Remember, RequestEvent, Seen } from '../operation/request-event.ts';
import { faultOf } from '../query/fault-of.ts';
import { hasRepeatedHeader } from '../query/route.ts';
import { type HeaderLines, headerLines, type WireAnswer, type WireRequest } from '../query/wire.ts';
import { Authorize, type AuthorizeInput } from './facts.ts';
import { SerializationException } from './faults.ts';

/** The door for services: may whoever signed this request, which I received, do what they ask of me? */
export interface AuthorizeDoor {
  /** The answer to a question, which never rejects; `undefined` for a request that is none. */
  answer(request: WireRequest): Promise<WireAnswer> | undefined;
}

const PATH = '/authorize';
const SERVICE = Authorize.service.name;

/** Opens the door. It holds the only `try` of the way: whatever is thrown becomes an answer and an event here. */
export function authorizeDoor(house: {
  readonly gate: Gate;
  readonly remember: Remember;
  readonly clock: Clock;
  readonly entropy: Entropy;
}): AuthorizeDoor {
  const { gate, remember, clock, entropy } = house;
  let asking: Promise<Asking> | undefined;

  return {
    answer(request) {
      const { target } = request;
      if (target !== PATH && !target.startsWith(`${PATH}?`)) return undefined;
      return request.method === 'POST' ? answerOne(request) : Promise.resolve(NOT_ALLOWED);
    },
  };

  async function answerOne(request: WireRequest): Promise<WireAnswer> {
    const id = uuid(entropy);
    const startedAtMs = clock.now();
    const headers = headerLines(request.rawHeaders);
    const seen: SeenHere = {};
    try {
      const answered = await conduct(request, headers, id, seen);
      seen.output = answered;
      return jsonAnswer(200, answered, id);
    } catch (thrown) {
      const fault = faultOf(thrown);
      seen.fault = fault;
      if (fault !== thrown) seen.cause = thrown;
      return jsonAnswer(fault.status, { error: { code: fault.code, message: fault.text ?? '' }, requestId: id }, id);
    } finally {
      remember(eventOf(request, headers, { id, startedAtMs }, seen));
    }
  }

  async function conduct(request: WireRequest, headers: HeaderLines, id: string, seen: SeenHere): Promise<unknown> {
    const { method, target, body, remoteAddress, secure } = request;
    if (hasRepeatedHeader(headers)) throw common.ValidationError('a header that may come once came twice');
    if (target !== PATH) throw common.ValidationError(`${PATH} takes no query: sign by the Authorization header`);
    const signed = { method, path: PATH, query: '', queryParameters: [], headers, body };
    const { caller, region } = await gate.authenticate(signed, SERVICE);
    seen.caller = caller;
    seen.region = region;
    if (!isJson(headers)) throw SerializationException('The Content-Type is not application/json.');

    asking ??= openAsking(gate);
    const { operation, readQuestion } = await asking;
    const question = readQuestion(body);
    const input: AuthorizeInput = {
      ...question,
      method: question.request.method,
      path: question.request.target.split('?', 1)[0]!,
      remoteAddress: question.request.remoteAddress,
      question,
      note: (forwarded) => {
        seen.forwarded = forwarded;
      },
    };
    seen.input = input;
    seen.operation = operation;
    const header = (name: string) => headers.get(name)?.[0];
    const facts = { id, region, remoteAddress, secure, userAgent: header('user-agent'), referer: header('referer') };
    return gate.perform(operation, { input, caller, seen, request: facts });
  }
}

/** Loaded with the first question: the validator takes as long to load as all else together, and few houses are asked. */
async function openAsking(gate: Gate) {
  const [{ authorizeOperation }, { readQuestion }] = await Promise.all([
    import('./operation.ts'),
    import('./read-question.ts'),
  ]);
  return { operation: authorizeOperation(gate), readQuestion };
}

type Asking = Awaited<ReturnType<typeof openAsking>>;

/** What was found out so far, for the event. */
interface SeenHere extends Seen {
  region?: string;
  operation?: RequestEvent['operation'];
  input?: unknown;
  output?: unknown;
  fault?: Fault;
  cause?: unknown;
}

const eventOf = (
  { remoteAddress, tls, body }: WireRequest,
  headers: HeaderLines,
  { id, startedAtMs }: Pick<RequestEvent, 'id' | 'startedAtMs'>,
  seen: SeenHere,
): RequestEvent => ({
  ...{ id, startedAtMs, service: SERVICE, action: Authorize.name, isKnown: true },
  ...{ remoteAddress, tls, bodyBytes: body.length },
  userAgent: headers.get('user-agent')?.[0],
  host: headers.get('host')?.[0],
  status: seen.fault?.status ?? 200,
  region: seen.region,
  caller: seen.caller,
  operation: seen.operation,
  input: seen.input,
  output: seen.output,
  fault: seen.fault,
  cause: seen.cause,
  denial: seen.denial,
  forwarded: seen.forwarded,
  committedAs: undefined,
});

const isJson = (headers: HeaderLines): boolean =>
  /^application\/json[\t ]*(?:;[\t ]*charset="?utf-8"?[\t ]*)?$/i.test(headers.get('content-type')?.[0]?.trim() ?? '');

/** Nobody may keep an answer: what is true of a session now may not be true of its next request. */
const jsonAnswer = (status: number, value: unknown, requestId: string): WireAnswer => ({
  status,
  headers: ['Content-Type', 'application/json', 'Cache-Control', 'no-store', 'x-amzn-RequestId', requestId],
  body: JSON.stringify(value),
});

const NOT_ALLOWED: WireAnswer = { status: 405, headers: ['Allow', 'POST', 'Cache-Control', 'no-store'], body: '' };
