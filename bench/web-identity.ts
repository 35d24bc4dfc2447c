import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeCertificates } from '../test/federation/certificates.ts';
import { chooseLoad } from './load.ts';
import { type Options, readOptions } from './options.ts';
import { surroundings } from './report.ts';
import { writeRequests } from './request-file.ts';
import { initialise, type Server, startBare, startProgram, startRolecall } from './servers.ts';
import { ALGORITHMS, type Algorithm, startIssuer } from './web-identity/issuer.ts';
import { rehearse } from './web-identity/rehearse.ts';
import { KINDS, type Kind, type Measured, type Round, table, writeResult } from './web-identity/report.ts';
import { prepare, setUp } from './web-identity/requests.ts';

/**
 * Measures AssumeRoleWithWebIdentity on the built server, by tokens of ES256 and of RS256, against a server that only checks
 * the signature with the same library, and against a bare one; all are up at once and take turns. Ratios only: absolute
 * figures belong to the machine. Every request has a token of its own, so nothing can be remembered of one.
 */
await main(readOptions(process.argv.slice(2)));

async function main(options: Options): Promise<void> {
  if (!existsSync(new URL('../dist/rolecall.js', import.meta.url))) throw new Error('not built yet: npm run build');
  const certificates = makeCertificates(['DNS:localhost']);
  if (certificates === undefined) throw new Error('there is no openssl to make certificates with');
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-bench-'));
  const issuer = await startIssuer(certificates);
  const ca = join(folder, 'ca.pem');
  writeFileSync(ca, certificates.ca);
  const running: Server[] = [];
  const started = async (server: Promise<Server>): Promise<Server> => {
    running.push(await server);
    return server;
  };
  try {
    const place = surroundings();
    const { name: generator, load } = chooseLoad(options.generator);
    const data = join(folder, 'data');
    const [account] = initialise(data);
    const allowed = ['--oidc-allow-private', 'localhost', '--oidc-ca', ca];
    const rolecall = await started(startRolecall(data, [], allowed));
    const roles = await setUp(rolecall.url, account!, issuer);

    const count = Math.ceil(options.requests / ALGORITHMS.length);
    const told = { requests: 0, tokens: 0, failures: 0, bytes: {} as Record<Algorithm, number> };
    const files = {} as Record<Algorithm, string>;
    let sample: Parameters<typeof startBare>[0] | undefined;
    for (const alg of ALGORITHMS) {
      say(`signing ${count} tokens by ${alg}, sending each once`);
      const requests = prepare(alg, { issuer, roles, host: rolecall.host, count, seed: options.seed });
      files[alg] = join(folder, alg);
      writeRequests(files[alg], requests);
      const rehearsed = await rehearse(rolecall, requests);
      told.requests += count;
      told.tokens += rehearsed.tokens;
      told.failures += rehearsed.failures;
      told.bytes[alg] = requests[0]!.raw.length;
      sample = rehearsed.sample;
    }
    const checker = fileURLToPath(new URL('./web-identity/check-server.ts', import.meta.url));
    const servers: Record<Kind, Server> = {
      bare: await started(startBare(sample!)),
      check: await started(startProgram([checker, JSON.stringify(sample), JSON.stringify({ keys: issuer.keys })])),
      rolecall,
    };
    say(`${options.rounds} rounds of ${options.sliceSeconds} s on each, by ${generator}`);

    const following = new Map<string, number>();
    const slice = async (kind: Kind, alg: Algorithm): Promise<Measured> => {
      const server = servers[kind];
      const name = `${kind} ${alg}`;
      const first = following.get(name) ?? 0;
      const before = server.cpuMicros();
      const { requests, seconds, errors, p50Micros, p99Micros } = await load(
        server,
        files[alg],
        first % count,
        options.sliceSeconds,
      );
      following.set(name, first + requests);
      const cpuMicros = (server.cpuMicros() - before) / requests;
      return {
        perSecond: requests / seconds,
        cpuMicros,
        p50Ms: p50Micros / 1000,
        p99Ms: p99Micros / 1000,
        requests,
        errors,
      };
    };
    // The first round warms up and is thrown away; the order is turned round each time.
    const rounds: Round[] = [];
    for (let n = 0; n <= options.rounds; n++) {
      const turns = ALGORITHMS.flatMap((alg) => KINDS.map((kind) => ({ alg, kind })));
      const measured = { ES256: {}, RS256: {} } as Record<Algorithm, Record<Kind, Measured>>;
      for (const { alg, kind } of n % 2 === 0 ? turns : turns.toReversed())
        measured[alg][kind] = await slice(kind, alg);
      if (n > 0) rounds.push(measured);
    }
    const result = { ...place, options, generator, told, rounds };
    say(`\n${table(result)}`);
    if (options.keep) writeResult(result);
    const errors = rounds.flatMap((round) => ALGORITHMS.flatMap((alg) => KINDS.map((kind) => round[alg][kind].errors)));
    const failures = told.failures + errors.reduce((sum, one) => sum + one, 0);
    if (failures > 0 || told.tokens !== told.requests) {
      say(`FAILED: ${failures} requests failed, ${told.tokens} distinct session tokens of ${told.requests}`);
      process.exitCode = 1;
    }
  } finally {
    await Promise.all(running.map((server) => server.stop()));
    issuer.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function say(what: string): void {
  process.stdout.write(`${what}\n`);
}
