/**
 * A refusal in AWS's words. Operations and the gate throw these and nothing else on purpose; one file
 * (`query/fault-answer.ts`) turns them into bytes. Anything else that is thrown is a bug and answers InternalFailure.
 */
export class Fault extends Error {
  readonly code: string;
  readonly status: number;
  /** `undefined` leaves out the Message element, as AWS does for a few errors (sts.md 1.4). */
  readonly text: string | undefined;

  constructor(code: string, status: number, text: string | undefined) {
    super(text === undefined ? code : `${code}: ${text}`);
    this.name = 'Fault';
    this.code = code;
    this.status = status;
    this.text = text;
  }
}

/** One line of a list of refusals: call it with the sentence to get the Fault to throw. */
export interface FaultKind {
  (text?: string): Fault;
  readonly code: string;
  readonly status: number;
}

/** Declares a kind of refusal: its code on the wire and its HTTP status. */
export function fault(code: string, status: number): FaultKind {
  return Object.assign((text?: string) => new Fault(code, status, text), { code, status });
}

/** Refusals that any operation may give, whatever it declares (sts.md 2.1, 3.0). */
export const common = {
  AccessDenied: fault('AccessDenied', 403),
  ValidationError: fault('ValidationError', 400),
  MalformedInput: fault('MalformedInput', 400),
  InvalidAction: fault('InvalidAction', 400),
  NotImplemented: fault('NotImplemented', 501),
  InternalFailure: fault('InternalFailure', 500),
  ServiceUnavailable: fault('ServiceUnavailable', 503),
  Throttling: fault('Throttling', 400),
} as const;
