import { Agent, createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type * as library from '../../src/library/index.ts';
import { signRequest } from '../../src/sigv4/sign.ts';
import { type Ratio, ratioOf } from './ratios.ts';

const CALLS = 1000;
const AT_ONCE = 16;
const ACCOUNT = '111122223333';

/**
 * 1,000 AssumeRole calls of a user, each of a session name of its own, signed before the time is taken; and 1,000 requests of
 * the same bytes to a bare `node:http` server in this process, which reads them and answers as many bytes. Both over one
 * agent of 16 connections that stay open; and AssumeRole once more without a port.
 */
export async function inProcess(installed: URL, rounds: number) {
  const { startRolecall } = (await import(new URL('dist/index.js', installed).href)) as typeof library;
  const rolecall = await startRolecall({ memory: true, seed });
  const requests = (host: string) => signed(rolecall.credentialsOf('alice'), host);
  const sample = await rolecall.answer({ method: 'POST', target: '/', ...requests('x')[0]! });
  if (sample.status !== 200) throw new Error(sample.body);
  const bare = await startBare(sample.body, sample.headers['content-type']!);
  const bareUrl = `http://127.0.0.1:${(bare.address() as AddressInfo).port}`;
  const took = { bare: [] as number[], overPort: [] as number[], without: [] as number[] };
  for (let round = 0; round <= rounds; round++) {
    const one = {
      bare: await timed(requests(new URL(bareUrl).host), overHttp(bareUrl)),
      overPort: await timed(requests(new URL(rolecall.url).host), overHttp(rolecall.url)),
      without: await timed(requests('x'), async (each) => {
        const { status, body } = await rolecall.answer({ method: 'POST', target: '/', ...each });
        return { status, body };
      }),
    };
    if (round > 0) for (const name of ['bare', 'overPort', 'without'] as const) took[name].push(one[name]);
  }
  await rolecall.stop();
  bare.closeAllConnections();
  bare.close();
  const against = (of: readonly number[]): Ratio => ratioOf(of, took.bare);
  return { rounds, overPort: against(took.overPort), without: against(took.without) };
}

const seed: library.SeedObject = {
  rolecall: 1,
  accounts: {
    [ACCOUNT]: {
      users: {
        alice: {
          'access-keys': 'generate',
          'inline-policies': {
            assume: { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' } },
          },
        },
      },
      roles: {
        app: {
          trust: {
            Version: '2012-10-17',
            Statement: { Effect: 'Allow', Principal: { AWS: ACCOUNT }, Action: 'sts:AssumeRole' },
          },
        },
      },
    },
  },
};

interface Signed {
  readonly headers: Record<string, string>;
  readonly body: string;
}

function signed(credentials: library.Credentials, host: string): Signed[] {
  return Array.from({ length: CALLS }, (_, i) => {
    const body = `Action=AssumeRole&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A${ACCOUNT}%3Arole%2Fapp&RoleSessionName=session-${i}`;
    const headers = { host, 'content-type': 'application/x-www-form-urlencoded' };
    const added = signRequest({
      method: 'POST',
      path: '/',
      query: '',
      headers: new Map(Object.entries(headers).map(([name, value]) => [name, [value]])),
      body: Buffer.from(body),
      credentials,
      region: 'us-east-1',
      service: 'sts',
      nowMs: Date.now(),
    });
    return { headers: { ...headers, ...added }, body };
  });
}

type Send = (request: Signed) => Promise<{ readonly status: number; readonly body: string }>;

/** All of them, sixteen under way at a time; each answer is read whole and has to be a good one. */
async function timed(requests: readonly Signed[], send: Send): Promise<number> {
  const startedAtMs = performance.now();
  const left = requests.values();
  const worker = async () => {
    for (const each of left) {
      const { status, body } = await send(each);
      if (status !== 200 || !body.includes('<SessionToken>')) throw new Error(`${status}: ${body.slice(0, 300)}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return performance.now() - startedAtMs;
}

function overHttp(url: string): Send {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  return ({ headers, body }) =>
    new Promise((resolve, reject) => {
      const sent = request(
        url,
        { method: 'POST', agent, headers: { ...headers, 'content-length': body.length } },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => chunks.push(chunk));
          answer.on('end', () => resolve({ status: answer.statusCode!, body: Buffer.concat(chunks).toString('utf8') }));
        },
      );
      sent.on('error', reject).end(body);
    });
}

function startBare(body: string, type: string): Promise<Server> {
  const server = createServer((asked, answer) => {
    const chunks: Buffer[] = [];
    asked.on('data', (chunk: Buffer) => chunks.push(chunk));
    asked.on('end', () => {
      Buffer.concat(chunks);
      answer.writeHead(200, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(body) });
      answer.end(body);
    });
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}
