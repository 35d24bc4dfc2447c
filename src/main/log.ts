import pino, { type Logger } from 'pino';
import { isoSecond } from '../base/iso-second.ts';
import type { ForwardedCall, RequestEvent } from '../operation/request-event.ts';

/** Bytes gathered before a write, and the longest a line waits: the log stays off the path of every answer. */
const BUFFER_BYTES = 8 * 1024;
const FLUSH_MS = 100;

export interface Log {
  readonly logger: Logger;
  readonly remember: (event: RequestEvent) => void;
  /** Writes what is gathered and ends the log. Owed before the process ends. */
  flush(): Promise<void>;
}

/** JSON lines on stderr. An event is written field by field: what is not named here cannot reach the log. */
export function openLog(level: string): Log {
  const destination = pino.destination({ fd: 2, sync: false, minLength: BUFFER_BYTES, maxLength: 64 * BUFFER_BYTES });
  const logger = pino(
    {
      level,
      base: null,
      timestamp: timeStamp,
      formatters: { level: (label) => ({ level: label }) },
    },
    destination,
  );
  // A full disk under the log: unheard, the error would end the process, and the writing that `pino` then does at the exit
  // tries again for ever, so that the server would neither serve nor end. The lines that do not fit are lost instead.
  destination.on('error', () => {
    destination.flushSync = () => {};
  });
  // A flood may outrun the disk: lines are then dropped rather than kept without end, and counted, so that nobody reads
  // a gap as silence.
  let dropped = 0;
  destination.on('drop', () => {
    dropped++;
  });
  const timer = setInterval(() => {
    destination.flush();
    if (dropped === 0) return;
    const lines = dropped;
    dropped = 0;
    logger.warn({ lines }, 'log lines dropped');
    if (dropped > 0) dropped += lines; // this line was dropped too: the next try tells of all
  }, FLUSH_MS);
  timer.unref();
  return {
    logger,
    remember: (event) => {
      if (event.cause !== undefined) logger.error({ ...requestFacts(event), err: event.cause }, 'request failed');
      else if (logger.isLevelEnabled('info')) destination.write(requestLine(event));
    },
    flush: () =>
      new Promise((resolve) => {
        clearInterval(timer);
        destination.flush(() => {
          destination.destroy();
          resolve();
        });
      }),
  };
}

/** What the log says of a request. What is not named here cannot reach the log. */
const requestFacts = ({
  id,
  service,
  action,
  region,
  caller,
  remoteAddress,
  userAgent,
  status,
  fault,
  startedAtMs,
  forwarded,
}: RequestEvent) => ({
  requestId: id,
  service,
  action: short(action),
  status,
  code: fault?.code,
  region,
  caller: caller?.arn,
  accessKeyId: caller?.accessKeyId,
  sourceIp: remoteAddress,
  userAgent: short(userAgent),
  ...(forwarded !== undefined && forwardedFacts(forwarded)),
  ms: Date.now() - startedAtMs,
});

/** What the log says of the request that a service asked about. */
const forwardedFacts = ({ service, caller, decided, fault }: ForwardedCall) => ({
  decision: decided?.decision.allowed === true ? 'allow' : 'deny',
  forwardedService: service,
  forwardedCode: fault?.code,
  forwardedAction: decided?.question.action,
  principal: caller?.arn,
  principalKeyId: caller?.accessKeyId,
});

/** The line of a request, as the logger would write it, at a third of its cost: there is one for every answer. */
const requestLine = (event: RequestEvent): string =>
  `{"level":"info"${timeStamp()},${JSON.stringify(requestFacts(event)).slice(1, -1)},"msg":"request"}\n`;

/** Milliseconds after a remembered second: writing a whole date anew took a twentieth of an answer. */
function timeStamp(): string {
  const nowMs = Date.now();
  return `,"time":"${isoSecond(nowMs).slice(0, 19)}.${String(nowMs % 1000).padStart(3, '0')}Z"`;
}

/** What a client made up is written, but not without end. */
const short = (text: string | undefined): string | undefined =>
  text === undefined || text.length <= 256 ? text : `${text.slice(0, 256)}...`;
