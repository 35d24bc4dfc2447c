import type { WireAnswer } from '../query/wire.ts';

/** Whether the process lives, and whether it should be sent requests: not while it starts or shuts down. */
export interface Health {
  ready(): boolean;
}

/** Answers `GET /health/live` and `GET /health/ready`: public, and they tell nothing but their status. */
export function healthAnswer(
  method: string | undefined,
  target: string | undefined,
  health: Health,
): WireAnswer | undefined {
  if (method !== 'GET' && method !== 'HEAD') return undefined;
  if (target === '/health/live') return LIVE;
  if (target === '/health/ready') return health.ready() ? LIVE : NOT_READY;
  return undefined;
}

const LIVE: WireAnswer = { status: 200, headers: ['Content-Type', 'text/plain'], body: 'ok\n' };
const NOT_READY: WireAnswer = { status: 503, headers: ['Content-Type', 'text/plain'], body: 'not ready\n' };
