import type { RequestEvent } from '../operation/request-event.ts';
import type { RequestSummary } from './options.ts';

/** What is told of an event. */
export function requestSummary(event: RequestEvent): RequestSummary {
  const { caller } = event;
  return {
    requestId: event.id,
    atMs: event.startedAtMs,
    service: event.service,
    action: event.action,
    region: event.region,
    caller: caller && { arn: caller.arn, account: caller.account, accessKeyId: caller.accessKeyId },
    sourceIp: event.remoteAddress,
    userAgent: event.userAgent,
    status: event.status,
    code: event.fault?.code,
  };
}
