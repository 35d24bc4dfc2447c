import { exchange, type Incoming } from '../../../client/exchange.ts';
import type { Outline } from '../../../client/profiles/connection-for.ts';
import { plain } from '../../harmless.ts';
import { sentenceOf } from '../refusals.ts';
import { type Finding, fail, ok, warn } from './finding.ts';

const TIMEOUT_MS = 10_000;
/** Signatures are good for 15 minutes either way (sts.md 2.1); what is a minute off is on its way there. */
const CLOCK_MAX_MS = 14 * 60_000;
const CLOCK_WARN_MS = 60_000;

/** Whether somebody answers at the endpoint, whether it is a Rolecall, and how far apart the clocks are. */
export async function endpointFindings(
  { endpoint, ca }: Outline,
  now: () => number,
): Promise<{ readonly found: readonly Finding[]; readonly isThere: boolean }> {
  const ask = (path: string, method: string, body: string) =>
    exchange({ method, url: new URL(path, endpoint), headers: FORM, body, timeoutMs: TIMEOUT_MS, ca });
  let health: Incoming;
  let nowMs: number;
  try {
    const before = now();
    health = await ask('/health/ready', 'GET', '');
    nowMs = (before + now()) / 2;
  } catch (error) {
    const sentence = sentenceOf(error) ?? plain(String(error));
    return { found: [fail('server', sentence, adviceFor(sentence))], isThere: false };
  }
  const server = await serverFinding(
    health,
    () => ask('/', 'POST', 'Action=GetCallerIdentity&Version=2011-06-15'),
    endpoint,
  );
  const clock = clockFinding(health.headers.date, nowMs);
  return { found: clock === undefined ? [server] : [server, clock], isThere: server.status !== 'fail' };
}

const FORM = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };

/** A Rolecall says that it is well, and asks for a signature in AWS's words. */
async function serverFinding(health: Incoming, unsigned: () => Promise<Incoming>, endpoint: string): Promise<Finding> {
  if (health.status === 503 && health.body === 'not ready\n')
    return warn('server', `Rolecall at ${endpoint} is starting or stopping`, 'wait, and look again');
  const isWell = health.status === 200 && health.body === 'ok\n';
  const asked = isWell ? await unsigned().catch(() => undefined) : undefined;
  if (asked?.status === 403 && asked.body.includes('<Code>MissingAuthenticationToken</Code>'))
    return ok('server', `Rolecall answers at ${endpoint}`);
  return fail(
    'server',
    `what answers at ${endpoint} is no Rolecall (status ${health.status} for its health)`,
    'look which program has that port, or name another endpoint by AWS_ENDPOINT_URL',
  );
}

function clockFinding(date: unknown, nowMs: number): Finding | undefined {
  const serverMs = typeof date === 'string' ? Date.parse(date) : Number.NaN;
  if (Number.isNaN(serverMs)) return undefined;
  // The header says whole seconds.
  const apartMs = Math.max(0, Math.abs(nowMs - serverMs - 500) - 500);
  const seconds = Math.round(apartMs / 1000);
  const which = nowMs > serverMs ? 'ahead of' : 'behind';
  if (apartMs < 2000) return ok('clock', 'the clocks agree');
  const sentence = `this clock is ${seconds} seconds ${which} the server's`;
  if (apartMs < CLOCK_WARN_MS) return ok('clock', sentence);
  const advice = 'let both take the time from the network (`timedatectl set-ntp true`)';
  return apartMs < CLOCK_MAX_MS
    ? warn('clock', sentence, advice)
    : fail('clock', `${sentence}: signatures are refused from 15 minutes on`, advice);
}

function adviceFor(sentence: string): string {
  if (/certificate|self.signed|SSL|TLS/i.test(sentence))
    return 'trust its certificate authority by AWS_CA_BUNDLE or `rolecall configure --ca-bundle FILE`';
  if (/ENOTFOUND|EAI_AGAIN/.test(sentence)) return 'the name of the host is not known here: look at the endpoint';
  return 'start it, or name its endpoint by AWS_ENDPOINT_URL';
}
