import type { Clock } from '../base/clock.ts';
import type { Entropy } from '../base/entropy.ts';
import { uuid } from '../base/identifiers.ts';
import type { Gate } from '../gate/gate.ts';
import { common, type Fault } from '../model/fault.ts';
import type { Operation } from '../operation/operation.ts';
import type { Remember, RequestEvent, Seen } from '../operation/request-event.ts';
import { decodeInput } from './decode.ts';
import { encodeResult } from './encode.ts';
import { faultAnswer, xmlAnswer } from './fault-answer.ts';
import { faultOf } from './fault-of.ts';
import { type Routed, route, type Services } from './route.ts';
import type { WireAnswer, WireRequest } from './wire.ts';

/**
 * The conductor of the query protocol: route, authenticate, decode, perform, encode. It holds the only `try`, so
 * whatever is thrown anywhere becomes an answer here, and every request is remembered, refused ones too.
 */
export function answerer(house: {
  readonly services: Services;
  readonly gate: Gate;
  readonly remember: Remember;
  readonly clock: Clock;
  readonly entropy: Entropy;
}): (request: WireRequest) => Promise<WireAnswer> {
  const { services, gate, remember, clock, entropy } = house;

  return async function answer(request) {
    const id = uuid(entropy);
    const startedAtMs = clock.now();
    const seen: SeenHere = {};
    /** So far: asked once more than at the end where the event goes with a change. */
    const event = (): RequestEvent => ({
      id,
      startedAtMs,
      service: seen.routed?.service.facts.name,
      action: seen.routed?.action,
      isKnown: seen.routed?.service.built.has(seen.routed.action) ?? false,
      region: seen.region,
      caller: seen.caller,
      remoteAddress: request.remoteAddress,
      userAgent: seen.routed?.headers.get('user-agent')?.[0],
      host: seen.routed?.headers.get('host')?.[0],
      tls: request.tls,
      bodyBytes: request.body.length,
      operation: seen.operation,
      input: seen.input,
      output: seen.output,
      status: seen.fault?.status ?? seen.status ?? 200,
      fault: seen.fault,
      cause: seen.cause,
      denial: seen.denial,
      committedAs: seen.committedAs,
    });
    try {
      const routed = route(request, services);
      if ('answer' in routed) {
        seen.status = routed.answer.status;
        return withRequestId(routed.answer, id);
      }
      seen.routed = routed;
      const result = await conduct(routed, request, id, seen, event);
      return xmlAnswer(200, result, id, routed.service, seen.region, clock, entropy);
    } catch (thrown) {
      const fault = faultOf(thrown);
      seen.fault = fault;
      if (fault !== thrown) seen.cause = thrown;
      return faultAnswer(fault, id, seen.routed?.service, seen.region, clock, entropy);
    } finally {
      remember(event());
    }
  };

  /** Rooms 3 to 8 of one request; gives the XML of the result. */
  async function conduct(
    routed: Routed,
    request: WireRequest,
    id: string,
    seen: SeenHere,
    event: () => RequestEvent,
  ): Promise<string> {
    const { service, parameters } = routed;
    const { caller, region } = bringsToken(routed)
      ? { caller: undefined, region: gate.region }
      : await gate.authenticate(routed.signed, service.facts.name);
    if (caller !== undefined) seen.caller = caller;
    seen.region = region;

    const operation = findOperation(routed);
    seen.operation = operation;
    const decoded = decodeInput(parameters, operation.facts.input);
    if ('fault' in decoded) throw decoded.fault;
    const { input } = decoded;
    seen.input = input;

    const output = await gate.perform(operation, {
      input,
      caller,
      seen,
      event,
      request: {
        id,
        region,
        remoteAddress: request.remoteAddress,
        secure: request.secure,
        userAgent: routed.headers.get('user-agent')?.[0],
        referer: routed.headers.get('referer')?.[0],
      },
    });
    seen.output = output;
    return encodeResult(operation.facts, output, id);
  }
}

/** What the rooms have found out so far, for the event that is written at the end. */
interface SeenHere extends Seen {
  routed?: Routed;
  region?: string;
  operation?: Operation;
  input?: unknown;
  output?: unknown;
  status?: number;
  fault?: Fault;
  cause?: unknown;
}

/**
 * Whether the request carries another proof than a signature (sts.md 1.6). One that is signed all the same is answered
 * by its token: AWS looks at no signature there.
 */
function bringsToken({ action, versionIsKnown, service }: Routed): boolean {
  const operation = service.built.get(action);
  return versionIsKnown && (operation === undefined ? UNSIGNED.has(action) : operation.proof === 'token');
}

/** Those of AWS's operations, built or not: nobody has to sign to be told that one is missing. */
const UNSIGNED = new Set(['AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity']);

/** A wrong Action is told only to those who are authenticated (decisions: InvalidAction). */
function findOperation({ action, version, versionIsKnown, service }: Routed): Operation {
  if (!versionIsKnown || !service.known.has(action)) {
    throw common.InvalidAction(`Could not find operation ${action} for version ${version ?? 'NO_VERSION_SPECIFIED'}`);
  }
  const operation = service.built.get(action);
  if (operation === undefined) throw notImplemented(action);
  return operation;
}

const notImplemented = (action: string): Fault =>
  common.NotImplemented(`${action} is not implemented by Rolecall yet.`);

const withRequestId = (answer: WireAnswer, id: string): WireAnswer =>
  answer.status === 302 ? { ...answer, headers: [...answer.headers, 'x-amzn-RequestId', id] } : answer;
