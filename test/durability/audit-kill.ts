import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { auditKey, openAuditing, trailFolder } from '../../src/audit/index.ts';
import { readTrail } from '../../src/audit/read-trail.ts';
import { verifyTrail } from '../../src/audit/verify-trail.ts';
import { systemClock as clock } from '../../src/base/clock.ts';
import { pooledEntropy } from '../../src/base/entropy.ts';
import { found } from '../../src/main/found.ts';
import { openWhere } from '../../src/main/open-where.ts';
import { keyring } from '../../src/token/keyring.ts';

/**
 * Kills the house with its audit trail, again and again, at any moment: between a commit and the file, in a write, in the middle of a
 * start. After each kill the trail is opened as a start of the server opens it; then each user that is there has exactly one event of
 * its making, the outbox is empty, no event stands twice, and the trail holds to its seals. What was asked and changed nothing may be
 * missing for the last moment.
 *
 *   node test/durability/audit-kill.ts [--kills 60] [--seed 1]
 */
const { values } = parseArgs({
  options: { kills: { type: 'string', default: '60' }, seed: { type: 'string', default: '1' } },
});
/** How long a writer lives at the most: from less than a batch to some dozens of them. */
const LIFE_MS = 1200;
const ACCOUNT = '111122223333';
const data = mkdtempSync(join(tmpdir(), 'rolecall-audit-kill-'));
const where = { data, 'key-file': undefined };
const entropy = pooledEntropy();
const [root] = await found(where, [ACCOUNT], { clock, entropy });
const draw = randomOf(Number(values.seed));

const told = { kills: 0, users: 0, asked: 0, events: 0, recovered: 0, carried: 0, missedAsks: 0 };
const wrong: string[] = [];
try {
  for (let round = 0; round < Number(values.kills) && wrong.length === 0; round++) {
    const heard = await runAndKill(round);
    await look(heard, round);
    told.kills++;
  }
} finally {
  rmSync(data, { recursive: true, force: true });
}
process.stdout.write(`${JSON.stringify(told)}\n`);
for (const sentence of wrong) process.stdout.write(`WRONG: ${sentence}\n`);
process.exitCode = wrong.length === 0 ? 0 : 1;

async function runAndKill(round: number): Promise<{ users: string[]; asked: number }> {
  const writer = fileURLToPath(new URL('audit-writer.ts', import.meta.url));
  const child = spawn(process.execPath, [writer, data, String(round), root!.accessKeyId, root!.secretAccessKey], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const heard = { users: [] as string[], asked: 0 };
  const gone = once(child, 'exit');
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => {
    if (line === 'ready') setTimeout(() => child.kill('SIGKILL'), draw(LIFE_MS));
    else if (line === 'asked') heard.asked++;
    else heard.users.push(line.slice('user '.length));
  });
  await Promise.all([gone, once(lines, 'close')]);
  return heard;
}

async function look({ users, asked }: { users: string[]; asked: number }, round: number): Promise<void> {
  const { store, rootKey, release } = await openWhere(where);
  const folder = trailFolder(data);
  const key = auditKey(keyring(rootKey));
  told.recovered += (await store.audit.outbox()).length;
  const audit = await openAuditing({ folder, key, store, ownsStore: true, clock, entropy });
  await audit.close();
  const left = await store.audit.outbox();
  const known = (await store.audit.head(audit.trail)) ?? undefined;
  const there: string[] = [];
  for (let after: string | undefined; ; ) {
    const page = await store.users.list(ACCOUNT, { limit: 1000, after });
    there.push(...page.map(({ name }) => name));
    if (page.length < 1000) break;
    after = page.at(-1)!.name.toLowerCase();
  }
  await store.close();
  release();

  const ids = new Map<string, number>();
  const made = new Map<string, number>();
  let asks = 0;
  for (const entry of readTrail(folder)) {
    if (entry.kind !== 'event') continue;
    const { eventID, eventName, errorCode, requestParameters } = entry.event;
    ids.set(eventID, (ids.get(eventID) ?? 0) + 1);
    if (eventName === 'GetCallerIdentity') asks++;
    if (eventName !== 'CreateUser' || errorCode !== undefined) continue;
    const name = String(requestParameters?.userName);
    made.set(name, (made.get(name) ?? 0) + 1);
  }
  const say = (what: string, names: readonly string[]) => {
    if (names.length > 0) wrong.push(`round ${round}: ${what}: ${names.slice(0, 5).join(' ')} (${names.length})`);
  };
  say(
    'users without an event',
    there.filter((name) => made.get(name) !== 1),
  );
  say(
    'acknowledged users that are gone',
    users.filter((name) => !there.includes(name)),
  );
  say(
    'events of users that are not there',
    [...made.keys()].filter((name) => !there.includes(name)),
  );
  say(
    'events twice',
    [...ids].flatMap(([id, count]) => (count > 1 ? [id] : [])),
  );
  say(
    'rows left in the outbox',
    left.map(({ id }) => id),
  );
  const verified = verifyTrail({ folder, key, known });
  say('seals', verified.problems);
  told.users = there.length;
  told.asked += asked;
  told.events = ids.size;
  told.carried = verified.notes.filter((note) => note.includes('without a seal')).length;
  told.missedAsks = Math.max(0, told.asked - asks);
}

function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
