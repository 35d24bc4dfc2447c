import type { RequestEvent } from '../operation/request-event.ts';

/** What is told of a request that was answered. There is no secret in it. */
export interface RequestSummary {
  readonly requestId: string;
  /** When it came, in milliseconds since 1970. */
  readonly atMs: number;
  /** `sts`, `iam`; absent where the request named no operation. */
  readonly service: string | undefined;
  /** The operation as it was called: `AssumeRole`. It may be none that exists. */
  readonly action: string | undefined;
  readonly region: string | undefined;
  /** Who called, where that was proven. */
  readonly caller: { readonly arn: string; readonly account: string; readonly accessKeyId: string } | undefined;
  readonly sourceIp: string;
  readonly userAgent: string | undefined;
  readonly status: number;
  /** The code of a refusal: `AccessDenied`. */
  readonly code: string | undefined;
}

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
