/**
 * The program with somebody looking on, for `canary-run.ts`: commands pass as they are; in front of `serve` stands a relay that
 * notes every secret that is sent or answered. When the server has ended, all that it wrote is searched for them: the log at its
 * most talkative, the database, the audit trail, the bodies of refusals. The program is `CANARY_PROGRAM`; what is
 * found is added to the file `CANARY_REPORT`.
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { appendFileSync, readdirSync, readFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { hitsOfMany } from './canaries.ts';
import { secretsOfAnswer, secretsOfRequest } from './noted-secrets.ts';

const program = process.env.CANARY_PROGRAM!;
const words = process.argv.slice(2);

if (words[0] === 'serve') await serveWatched();
else spawn(process.execPath, [program, ...words], { stdio: 'inherit' }).on('exit', (code) => process.exit(code ?? 1));

async function serveWatched(): Promise<void> {
  const canaries = new Map<string, string>();
  const written: Buffer[] = [];
  const refusals: string[] = [];
  const keyIds = new Set<string>();
  let requests = 0;
  let upstream: URL;

  const relay = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk) => chunks.push(chunk));
    incoming.on('end', () => {
      const body = Buffer.concat(chunks);
      requests++;
      for (const [what, secret] of secretsOfRequest(incoming.rawHeaders, incoming.url!, body.toString()))
        canaries.set(secret, what);
      const keyId = /Credential=(\w+)/.exec(incoming.headers.authorization ?? '')?.[1];
      if (keyId !== undefined) keyIds.add(keyId);
      const { method, url: path } = incoming;
      const sent = request({
        host: upstream.hostname,
        port: upstream.port,
        method,
        path,
        headers: incoming.rawHeaders,
      });
      sent.on('error', () => outgoing.destroy());
      sent.on('response', (response) => {
        const answered: Buffer[] = [];
        response.on('data', (chunk) => answered.push(chunk));
        response.on('end', () => {
          const text = Buffer.concat(answered).toString();
          for (const [what, secret] of secretsOfAnswer(text)) canaries.set(secret, what);
          if (response.statusCode! >= 400) refusals.push(text);
          outgoing.writeHead(response.statusCode!, response.rawHeaders);
          outgoing.end(Buffer.concat(answered));
        });
      });
      sent.end(body);
    });
  });
  await new Promise<void>((done) => relay.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(relay.address() as AddressInfo).port}`;

  const talkative = ['--log-level', 'debug', '--public-url', url];
  const child = spawn(process.execPath, [program, ...words, ...talkative], { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stderr.on('data', (chunk: Buffer) => {
    written.push(chunk);
    process.stderr.write(chunk);
  });
  createInterface({ input: child.stdout }).on('line', (line) => {
    const found = /^listening on (\S+)$/.exec(line)?.[1];
    if (found !== undefined) upstream = new URL(found);
    process.stdout.write(`${found === undefined ? line : `listening on ${url}`}\n`);
  });
  const data = words[words.indexOf('--data') + 1]!;
  let whileServing: readonly [string, Buffer][] = [];
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.on(signal, async () => {
      await bringTokens(url);
      whileServing = filesIn(data).map(([name, bytes]) => [`${name}, while serving`, bytes]);
      child.kill(signal);
    });

  child.on('close', (code) => {
    const rootKey = readFileSync(join(data, 'root.key'), 'utf8').trim();
    canaries.set(rootKey, 'root key');
    const places = new Map([
      ['the log', Buffer.concat(written)],
      ['refusals', Buffer.from(refusals.join('\n'))],
      ...whileServing,
      ...filesIn(data),
    ]);
    const found = hitsOfMany(canaries, places);
    // The search can find: what does belong into the log is found there.
    const control = hitsOfMany(new Map([...keyIds].map((id) => [id, 'an access key id'])), places);
    const kinds = Object.fromEntries(
      [...Map.groupBy(canaries.values(), (what) => what)].map(([what, all]) => [what, all.length]),
    );
    const bytes = Object.fromEntries([...places].map(([place, contents]) => [place, contents.length]));
    appendFileSync(
      process.env.CANARY_REPORT!,
      `${JSON.stringify({ requests, refusals: refusals.length, kinds, bytes, found, control })}\n`,
    );
    process.exit(code ?? 1);
  });
}

/** What no client brings: tokens of identity providers that nobody knows, and that must not be kept for that. */
async function bringTokens(url: string): Promise<void> {
  const word = () => randomBytes(40).toString('base64url');
  const jwt = [{ alg: 'RS256' }, { iss: 'https://id.example.com', sub: word(), aud: 'x', exp: 1 }].map((part) =>
    Buffer.from(JSON.stringify(part)).toString('base64url'),
  );
  const role = 'arn:aws:iam::111122223333:role/app';
  for (const parameters of [
    { Action: 'AssumeRoleWithWebIdentity', RoleSessionName: 'canary', WebIdentityToken: `${jwt.join('.')}.${word()}` },
    {
      Action: 'AssumeRoleWithSAML',
      PrincipalArn: 'arn:aws:iam::111122223333:saml-provider/idp',
      SAMLAssertion: Buffer.from(`<Response>${word()}</Response>`).toString('base64'),
    },
  ])
    await fetch(url, {
      method: 'POST',
      body: new URLSearchParams({ Version: '2011-06-15', RoleArn: role, ...parameters }),
    });
}

/** Every file of the data folder but the key file, which is where the root key belongs. */
function filesIn(data: string): [string, Buffer][] {
  return readdirSync(data, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'root.key')
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => [file.slice(data.length + 1), readFileSync(file)]);
}
