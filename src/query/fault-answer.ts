import type { Clock } from '../base/clock.ts';
import type { Entropy } from '../base/entropy.ts';
import type { Fault } from '../model/fault.ts';
import { encodeFault } from './encode.ts';
import type { QueryService } from './service.ts';
import type { WireAnswer } from './wire.ts';

/** AWS wraps InvalidAction in a namespace of its own (sts.md 1.4). */
const FAULT_NAMESPACE = 'http://webservices.amazon.com/AWSFault/2005-15-09';
const STS_NAMESPACE = 'https://sts.amazonaws.com/doc/2011-06-15/';

/** The one place where a refusal becomes bytes. */
export function faultAnswer(
  fault: Fault,
  requestId: string,
  service: QueryService | undefined,
  region: string | undefined,
  clock: Clock,
  entropy: Entropy,
): WireAnswer {
  const namespace = fault.code === 'InvalidAction' ? FAULT_NAMESPACE : (service?.facts.namespace ?? STS_NAMESPACE);
  const xml = encodeFault({ code: fault.code, status: fault.status, text: fault.text, namespace }, requestId);
  return xmlAnswer(fault.status, xml, requestId, service, region, clock, entropy);
}

/** An XML answer with the headers that clients of AWS read. */
export function xmlAnswer(
  status: number,
  body: string,
  requestId: string,
  service: QueryService | undefined,
  region: string | undefined,
  clock: Clock,
  entropy: Entropy,
): WireAnswer {
  const headers = ['x-amzn-RequestId', requestId, 'Content-Type', 'text/xml'];
  if (service?.facts.name !== 'iam') {
    headers.push('x-amz-sts-extended-request-id', extendedRequestId(region ?? 'us-east-1', clock, entropy));
  }
  return { status, headers, body };
}

/** base64 of `1:<region>:S:<epoch ms>:R:<8 random>` (sts.md 1.3). */
function extendedRequestId(region: string, clock: Clock, entropy: Entropy): string {
  const random = entropy.bytes(6).toString('base64url');
  return Buffer.from(`1:${region}:S:${clock.now()}:R:${random}`, 'latin1').toString('base64');
}
