import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { askServer } from '../../src/main/ask-server.ts';
import { asking } from '../cli/asking.ts';
import type { Credentials } from '../house/requests.ts';

/**
 * Rotates the root key of a server again and again while clients use it, and counts what fails: nothing may. The clients sign with
 * keys that were sealed at the beginning, use sessions issued before and after each rotation, page through lists, and change
 * things. In the end the keys before are retired: sessions under them end, and everything else goes on.
 */
const { values } = parseArgs({
  options: {
    rotations: { type: 'string', default: '20' },
    clients: { type: 'string', default: '4' },
    kills: { type: 'string', default: '20' },
  },
});
const ROTATIONS = Number(values.rotations);
const CLIENTS = Number(values.clients);
const KILLS = Number(values.kills);
const ACCOUNT = '111122223333';
const PROGRAM = resolve(import.meta.dirname, '../../src/main/rolecall.ts');

const folder = mkdtempSync(join(tmpdir(), 'rolecall-rotations-'));
const data = join(folder, 'data');
const servers = new Set<ChildProcess>();
const failed = await run().finally(() => {
  for (const server of servers) server.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});
process.exitCode = failed === 0 ? 0 : 1;

async function run(): Promise<number> {
  const { stdout } = await rolecall('init', '--data', data, '--account', ACCOUNT, '--output', 'json');
  const root = JSON.parse(stdout).accounts[0] as Credentials;
  const server = await serve();
  const ask = asking(server.url);
  const errors = new Map<string, number>();
  let requests = 0;
  const sent = async (who: Credentials, action: string, parameters: Record<string, string> = {}) => {
    const answer = await ask(who, action, parameters);
    requests++;
    if (answer.status !== 200) {
      const said = `${action}: ${answer.status} ${answer.code}`;
      errors.set(said, (errors.get(said) ?? 0) + 1);
    }
    return answer;
  };
  const keyOf = (answer: Awaited<ReturnType<typeof ask>>): Credentials => ({
    accessKeyId: answer.text('AccessKeyId')!,
    secretAccessKey: answer.text('SecretAccessKey')!,
    sessionToken: answer.text('SessionToken'),
  });
  for (let i = 0; i < 300; i++) await sent(root, 'CreateUser', { UserName: `user-${i}` });
  await sent(root, 'EnableOutboundWebIdentityFederation');
  const sessions: Credentials[] = [];
  let isOver = false;

  const client = async (id: number): Promise<void> => {
    const UserName = `client-${id}`;
    await sent(root, 'CreateUser', { UserName });
    const key = keyOf(await sent(root, 'CreateAccessKey', { UserName }));
    for (let round = 0; !isOver; round++) {
      await sent(key, 'GetCallerIdentity');
      const session = keyOf(await sent(root, 'GetSessionToken'));
      sessions.push(session);
      await sent(session, 'GetCallerIdentity');
      await sent(sessions[Math.floor(Math.random() * sessions.length)]!, 'GetCallerIdentity');
      const page = await sent(root, 'ListUsers', { MaxItems: '100' });
      await sent(root, 'ListUsers', { MaxItems: '100', Marker: page.text('Marker')! });
      const made = keyOf(await sent(root, 'CreateAccessKey', { UserName }));
      await sent(made, 'GetCallerIdentity');
      await sent(root, 'DeleteAccessKey', { UserName, AccessKeyId: made.accessKeyId });
      await sent(root, 'GetWebIdentityToken', { 'Audience.member.1': 'a', SigningAlgorithm: 'ES384' });
      await sent(root, 'TagUser', { UserName, 'Tags.member.1.Key': 'round', 'Tags.member.1.Value': String(round) });
    }
  };
  const clients = Array.from({ length: CLIENTS }, (_, id) => client(id));
  const times: number[] = [];
  for (let i = 0; i < ROTATIONS; i++) {
    const startedAt = performance.now();
    const answered = await askServer(data, 'keys-rotate', { retireNow: false });
    times.push(performance.now() - startedAt);
    process.stdout.write(`rotation ${i + 1}: ${answered!.done.rows} rows, ${Math.round(times.at(-1)!)} ms\n`);
  }
  isOver = true;
  await Promise.all(clients);
  const duringLoad = total(errors);
  process.stdout.write(
    `${ROTATIONS} rotations under ${requests} requests of ${CLIENTS} clients: ${duringLoad} errors\n`,
  );
  for (const [said, count] of errors) process.stdout.write(`  ${count} x ${said}\n`);

  await askServer(data, 'keys-rotate', { retireNow: true });
  const ended = await Promise.all(sessions.slice(0, 50).map((session) => ask(session, 'GetCallerIdentity')));
  const alive = ended.filter(({ code }) => code !== 'InvalidClientTokenId').length;
  const still = await ask(root, 'GetCallerIdentity');
  process.stdout.write(
    `keys retired: ${alive} of ${ended.length} sessions under them alive, root key: ${still.status}\n`,
  );
  await server.stop();
  const again = await serve();
  const after = await asking(again.url)(root, 'GetCallerIdentity');
  process.stdout.write(`after a restart: ${after.status}\n`);
  await again.stop();
  const broken = await kill(root);
  return duringLoad + alive + Number(still.status !== 200) + Number(after.status !== 200) + broken;
}

/** Kills the server at some moment of a rotation, again and again: the next one opens the store, and goes on with it. */
async function kill(root: Credentials): Promise<number> {
  let broken = 0;
  let interrupted = 0;
  let session: Credentials | undefined;
  for (let i = 0; i < KILLS; i++) {
    const server = await serve();
    const ask = asking(server.url);
    const answers = [await ask(root, 'GetCallerIdentity'), await ask(root, 'ListUsers')];
    if (session !== undefined) answers.push(await ask(session, 'GetCallerIdentity'));
    if (answers.some(({ status }) => status !== 200)) broken++;
    const issued = await ask(root, 'GetSessionToken');
    session = {
      accessKeyId: issued.text('AccessKeyId')!,
      secretAccessKey: issued.text('SecretAccessKey')!,
      sessionToken: issued.text('SessionToken'),
    };
    const rotating = askServer(data, 'keys-rotate', { retireNow: false }).catch(() => {
      interrupted++;
    });
    await pause(Math.random() * 120);
    await server.stop('SIGKILL');
    await rotating;
  }
  // Whatever was left in the middle is brought to its end, and nothing was lost on the way.
  const server = await serve();
  const last = await askServer(data, 'keys-rotate', { retireNow: true });
  const listed = await asking(server.url)(root, 'ListUsers', { MaxItems: '1000' });
  const users = listed.body.split('<UserName>').length - 1;
  await server.stop();
  const isWhole = last?.done.sessionsUntil === undefined && users === 300 + CLIENTS;
  process.stdout.write(
    `${KILLS} kills, ${interrupted} in the middle: ${broken} stores that did not serve, ${users} users\n`,
  );
  return broken + Number(!isWhole);
}

function total(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, one) => sum + one, 0);
}

function rolecall(...args: string[]): Promise<{ stdout: string }> {
  return new Promise((done, refused) => {
    const child = spawn(process.execPath, [PROGRAM, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
    let stdout = '';
    child.stdout.on('data', (chunk) => (stdout += chunk));
    child.on('close', (code) => (code === 0 ? done({ stdout }) : refused(new Error(`exit ${code}`))));
  });
}

function serve(): Promise<{ url: string; stop: (signal?: NodeJS.Signals) => Promise<unknown> }> {
  return new Promise((done, refused) => {
    const args = [PROGRAM, 'serve', '--data', data, '--port', '0', '--log-level', 'error'];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    servers.add(child);
    const exited = new Promise((gone) => child.on('close', gone)).finally(() => servers.delete(child));
    let stdout = '';
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
      const url = /^listening on (\S+)$/m.exec(stdout)?.[1];
      const stop = (signal: NodeJS.Signals = 'SIGTERM') => {
        child.kill(signal);
        return exited;
      };
      if (url !== undefined) done({ url, stop });
    });
    void exited.then((code) => refused(new Error(`exit ${code}`)));
  });
}
