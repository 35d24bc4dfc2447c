import type { Agent } from 'node:http';
import { type CredentialProvider, type Credentials, credentialsNow } from '../client/connection.ts';
import { exchange, type Incoming } from '../client/exchange.ts';
import { Unreachable } from '../client/problems.ts';
import { signed } from '../client/sign.ts';
import { AskingRefused, type Decision, undecided } from './decision.ts';
import type { Answer, Question } from './question.ts';
import { readAnswer } from './read-answer.ts';
import { hostsOf, type Received, receivedRequest } from './received.ts';

export interface AuthorizerSettings {
  /** Where the server is: `https://iam.example.com`. */
  readonly endpoint: string;
  /** The service's own credentials, which may `rolecall:Authorize`; or what gives them, and renews them. */
  readonly credentials: Credentials | CredentialProvider;
  /** The service name that clients sign for: `objects`. */
  readonly service: string;
  /** The names, with port, by which clients know the service. A request that was signed for another host is refused unasked. */
  readonly hosts?: readonly string[] | undefined;
  /** The regions that clients may sign for; any where nothing is said. */
  readonly regions?: readonly string[] | undefined;
  /** The region that the service itself signs for: `us-east-1`. */
  readonly region?: string | undefined;
  /** How long an answer may take before it is a no: 5,000 ms. */
  readonly timeoutMs?: number | undefined;
  /** How many questions are asked at the same time; more of them wait: 64. */
  readonly connectionsMax?: number | undefined;
  /** Certificate authorities to trust, as PEM. */
  readonly ca?: string | undefined;
}

/** What the service is about to do, which the server cannot know. */
export type Asked = Pick<
  Question,
  'action' | 'resource' | 'context' | 'resourceAccount' | 'resourcePolicy' | 'explain'
>;

export interface Authorizer {
  /** Asks whether whoever signed a request may. It never rejects over what it was sent or over the server: then it is a no. */
  authorize(received: Received, asked: Asked): Promise<Decision>;
  /** Closes the connections to the server. */
  close(): void;
}

/**
 * Asks a Rolecall server about requests that a service receives, over connections that stay open. It keeps no answer: what is
 * revoked is felt at the next request.
 */
export function authorizer(settings: AuthorizerSettings): Authorizer {
  const { service, regions, hosts, region = 'us-east-1', timeoutMs = TIMEOUT_MS, ca } = settings;
  const url = doorOf(settings.endpoint);
  const agent = agentFor(url, settings.connectionsMax ?? CONNECTIONS_MAX);

  return {
    async authorize(received, asked) {
      if (hosts !== undefined && !isFor(received, hosts)) return ANOTHER_HOST;
      const request = receivedRequest(received, service);
      try {
        return await ask({ ...asked, request, service, ...(regions !== undefined && { regions }) });
      } catch (thrown) {
        if (thrown instanceof Unreachable || thrown instanceof AskingRefused) return undecided(thrown);
        return undecided(new Unreachable(url.origin, (thrown as Error).message, thrown));
      }
    },
    close: () => agent.destroy(),
  };

  async function ask(question: Question): Promise<Answer> {
    const credentials = await credentialsNow(settings.credentials);
    const headers = { host: url.host, 'content-type': 'application/json' };
    const unsigned = { method: 'POST', url, headers, body: JSON.stringify(question) };
    const ready = await signed(unsigned, { region, service: 'rolecall', credentials });
    return readAnswer(await onceMore(() => exchange({ ...ready, timeoutMs, ca, agent })), url.origin);
  }
}

function doorOf(endpoint: string): URL {
  const url = URL.parse('/authorize', endpoint);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new TypeError(`\`endpoint\` is the http or https address of a Rolecall server, not \`${endpoint}\``);
  }
  return url;
}

const TIMEOUT_MS = 5000;
const CONNECTIONS_MAX = 64;

function agentFor(url: URL, maxSockets: number): Agent {
  const { Agent: Kept } = process.getBuiltinModule(url.protocol === 'https:' ? 'node:https' : 'node:http');
  return new Kept({ keepAlive: true, maxSockets });
}

/** A connection that was kept may be closed by the server in the very moment when it is used again. To ask twice does no harm. */
async function onceMore(send: () => Promise<Incoming>): Promise<Incoming> {
  try {
    return await send();
  } catch (error) {
    const code = error instanceof Unreachable ? (error.cause as NodeJS.ErrnoException | undefined)?.code : undefined;
    if (code === 'ECONNRESET' || code === 'EPIPE') return send();
    throw error;
  }
}

/** The one Host that came is one of ours. It is signed, so a request for another host cannot have become one for us. */
function isFor(received: Received, own: readonly string[]): boolean {
  const [host, ...more] = hostsOf(received);
  return host !== undefined && more.length === 0 && own.includes(host);
}

const ANOTHER_HOST: Decision = {
  decision: 'deny',
  authenticated: false,
  error: { code: 'InvalidRequest', status: 400, message: 'The request is for another host.' },
  cause: undefined,
};
