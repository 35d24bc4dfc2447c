import { writeSync } from 'node:fs';
import { Agent, request as httpRequest } from 'node:http';
import { flushCompileCache } from 'node:module';
import { httpServer } from '../../src/http/server.ts';
import { type Credentials, form, type Parameters, serviceOf, signedPost } from '../house/requests.ts';
import { portOf } from '../tools/ports.ts';
import { makeAccounts } from './control/accounts.ts';
import { replyOf } from './control/asking.ts';
import { lives, walk } from './control/index.ts';
import { keepRoots, materialIn, openHouseIn } from './server-workload.ts';
import type { Line } from './workload.ts';

/** The server and four clients in one process, so that one SIGKILL ends all. A write is done when its 200 has arrived. */
const CLIENTS = 4;
/** Shares no factor with the number of lives, so that every client comes by all of them. */
const STRIDE = 8;

const [folder, seed, writesMax] = process.argv.slice(2) as [string, string, string];
const say = (line: Line): void => {
  writeSync(1, `${JSON.stringify(line)}\n`);
};

const { house, close } = await openHouseIn(folder);
const server = httpServer({
  answer: house.answer,
  health: { ready: () => true },
  bodyLimitBytes: 65_536,
  forwarding: undefined,
  tls: undefined,
});
const port = await portOf(server);
const agent = new Agent({ keepAlive: true });
const material = materialIn(folder);
// An account a client: what an account has one of is then one client's affair. New ones in each cycle, so that all begin with nothing.
const ids = Array.from({ length: CLIENTS }, (_, index) => String(100_000_000_000 + Number(seed) * CLIENTS + index));
const roots = await makeAccounts(house.tools, ids, house.tools.entropy);
keepRoots(folder, seed, roots);
let writes = 0;

// A process that is killed leaves no compile cache behind by itself, and half of its time goes into compiling.
flushCompileCache();
say({ ready: true });
await Promise.all([...roots].map(([account, root], index) => client(account, root, index)));
say({ end: true });
agent.destroy();
server.close();
await close();

/** Leads every life once: an account has one alias, one password policy. Where a kill ended this cycle's, the next cycle's clients begin further on. */
async function client(account: string, root: Credentials, index: number): Promise<void> {
  for (let led = 0; led < lives.length && writes < Number(writesMax); led++) {
    const life = lives[(Number(seed) * CLIENTS + index + led * STRIDE) % lives.length]!;
    const place = { account, name: `n${led}`, material, nowMs: Date.now };
    await walk(life, place, async ({ operation, parameters, as }, states) => {
      const number = writes++;
      say({ try: number, set: states, ...(operation !== undefined && { what: operation }) });
      // What an answer told is known with that answer.
      const { status, body } =
        operation === undefined ? { status: 200, body: '' } : await call(as ?? root, operation, parameters ?? {});
      if (status !== 200) {
        say({ failed: number, reason: body });
        throw new Error(`${operation} was refused: ${body}`);
      }
      say({ done: number });
      const reply = replyOf({ status, body });
      return { text: (element) => reply.texts(element)[0]! };
    });
  }
}

function call(
  credentials: Credentials,
  action: string,
  parameters: Parameters,
): Promise<{ status: number; body: string }> {
  const service = serviceOf(action);
  const { rawHeaders, body } = signedPost(credentials, form(action, parameters, service), service, Date.now());
  return new Promise((resolve, reject) => {
    const headers = [...rawHeaders, 'content-length', String(body.length)];
    const sent = httpRequest({ host: '127.0.0.1', port, method: 'POST', path: '/', headers, agent }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode!, body: text }));
    });
    sent.on('error', reject).end(body);
  });
}
