import type { Credentials, Fleet } from '../fleet.ts';
import { CONNECTIONS } from '../options.ts';
import { replay } from '../replay.ts';
import { type Prepared, prepareRequests, signed } from '../requests.ts';
import type { Server } from '../servers.ts';

/** Role sessions that call, each many times, as workloads do: fewer than the server knows by heart. */
const SESSIONS = 2000;

/** Distinct requests of one session are signed for seconds of their own, so many back at most; a signature is good for minutes. */
const SECONDS = 150;

export interface Session extends Credentials {
  readonly arn: string;
}

/** Assumes roles over the wire, with a session policy each, and keeps the credentials. */
export async function openSessions(server: Server, fleet: Fleet, seed: string): Promise<Session[]> {
  const requests = prepareRequests(fleet, server.host, SESSIONS, seed);
  const sessions: Session[] = [];
  let following = 0;
  await replay({
    port: server.port,
    connections: CONNECTIONS,
    next: () => (following < requests.length ? following++ : undefined),
    raw: (n) => requests[n]!.raw,
    answered: (_n, { body }) => {
      const of = (name: string) => new RegExp(`<${name}>([^<]+)</${name}>`).exec(body)?.[1];
      const [accessKeyId, secretAccessKey, sessionToken] = ['AccessKeyId', 'SecretAccessKey', 'SessionToken'].map(of);
      const arn = of('Arn');
      if (accessKeyId && secretAccessKey && sessionToken && arn)
        sessions.push({ accessKeyId, secretAccessKey, sessionToken, arn });
    },
    broken: () => undefined,
  });
  if (sessions.length !== SESSIONS) throw new Error(`only ${sessions.length} of ${SESSIONS} sessions could be opened`);
  return sessions;
}

export interface Identity extends Omit<Prepared, 'role'> {
  readonly session: Session;
}

/** Signs distinct requests of the sessions in turn. They are good for minutes, so this stands right before the run. */
export function prepareIdentities(sessions: readonly Session[], host: string, count: number): Identity[] {
  if (count > sessions.length * SECONDS) throw new Error(`at most ${sessions.length * SECONDS} distinct requests`);
  const parameters = { Action: 'GetCallerIdentity', Version: '2011-06-15' };
  const nowMs = Date.now();
  return Array.from({ length: count }, (_, n) => {
    const session = sessions[n % sessions.length]!;
    const signedAtMs = nowMs - Math.floor(n / sessions.length) * 1000;
    return { ...signed({ credentials: session, parameters, host, nowMs: signedAtMs, service: 'sts' }), session };
  });
}
