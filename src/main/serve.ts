import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isIP } from 'node:net';
import { systemClock } from '../base/clock.ts';
import { pooledEntropy } from '../base/entropy.ts';
import type { Serving, Where } from '../cli/program.ts';
import { quotasOf } from '../cli/quota-settings.ts';
import { Refusal } from '../cli/refusal.ts';
import type { Settings } from '../cli/settings.ts';
import { processTerminal } from '../cli/terminal.ts';
import { documentFetcher, type FetchDocument } from '../federation/oidc/fetch-document.ts';
import { type Forwarding, forwardingFrom } from '../http/forwarded.ts';
import { httpServer } from '../http/server.ts';
import { metrics } from '../metrics/metrics.ts';
import type { Tools } from '../operation/operation.ts';
import type { Quotas } from '../operation/quotas.ts';
import { adminServer, type ToolsFor } from './admin.ts';
import { adminCommands } from './admin-commands.ts';
import { consoleLog, consoleSettings } from './console.ts';
import { furnish } from './house.ts';
import { keyRotation } from './key-rotation.ts';
import { openLog } from './log.ts';
import { auditGauges, openAudit } from './open-audit.ts';
import { type Opened, openWhere } from './open-where.ts';
import { serveMetrics } from './serve-metrics.ts';
import { stopOnSignal } from './stop.ts';

/** Serves a store until SIGTERM or SIGINT. Resolves when it listens; refuses with a sentence before it changes anything. */
export async function serve(settings: Settings & Where): Promise<Serving> {
  const tls = readTls(settings);
  const forwarding = readForwarding(settings['behind-proxy']);
  const quotas = quotasOf(settings);
  const fetch = readIssuerRules(settings);
  if (!isLoopback(settings.host) && tls === undefined && forwarding === undefined) {
    throw new Refusal(
      `refusing to listen on \`${settings.host}\` without TLS: give --tls-cert and --tls-key, or --behind-proxy`,
    );
  }

  const opened = await openWhere(settings);
  try {
    return await listenWith(settings, { ...opened, tls, forwarding, quotas, fetch });
  } catch (error) {
    await opened.store.close();
    opened.release();
    throw error;
  }
}

async function listenWith(
  settings: Settings & Where,
  { store, keys, release, tls, forwarding, quotas, fetch }: Opened & Wanted,
): Promise<Serving> {
  const clock = systemClock;
  const entropy = pooledEntropy();
  const log = openLog(settings['log-level']);
  let url = '';
  const audit =
    settings.audit === 'off'
      ? undefined
      : await openAudit(settings, { store, keys: keys.ring, clock, entropy, logger: log.logger });
  const counted = settings['metrics-port'] === undefined ? undefined : metrics(clock);
  const house = furnish({
    store,
    rootKey: keys.ring,
    clock,
    entropy,
    quotas,
    publicUrl: () => settings['public-url'] ?? url,
    regions: settings.region,
    oidc: {
      fetch,
      skewSeconds: settings['oidc-clock-skew'],
      onFailure: (issuer, why) => log.logger.warn({ issuer, why }, 'an OIDC issuer gave no keys'),
    },
    encodeDenials: settings['encode-denials'] === 'on',
    throttle: settings.throttle,
    metrics: counted,
    remember: log.remember,
    console: { ...consoleSettings(settings), ...consoleLog(log, audit?.rememberSignIn) },
    audit,
  });

  const rotation = keyRotation({ keys, store, clock, entropy });
  const toolsFor: ToolsFor = (command, question) => ({
    ...house.tools,
    store: audit?.recordedFor(store, command, question) ?? store,
    where: settings,
    rotation,
  });
  if (settings.seed !== undefined) {
    await applySeedFile(settings.seed, toolsFor('seed-apply', { name: settings.seed, prune: false }));
  }
  let ready = false;
  const server = httpServer({
    answer: house.answer,
    health: { ready: () => ready },
    routes: house.routes,
    bodyLimitBytes: settings['body-limit'],
    forwarding,
    tls,
  });
  const figures = await serveMetrics(
    settings,
    { metrics: counted, house, store, more: () => auditGauges(audit) },
    listen,
  );
  const port = await listen(server, settings.host, settings.port);
  const scheme = tls === undefined ? 'http' : 'https';
  url = `${scheme}://${isIP(settings.host) === 6 ? `[${settings.host}]` : settings.host}:${port}`;
  const admin = await adminServer(settings.data, adminCommands, toolsFor);
  const noting = setInterval(() => void noteUsage(), USAGE_MS);
  noting.unref();
  /** A use that could not be written is a gap in a report, no reason to stop serving. */
  const noteUsage = () => house.usage.flush().catch((err: unknown) => log.logger.warn({ err }, 'use was not noted'));
  /** A rotation that a crash interrupted, and keys whose time has come; what fails is tried again. */
  const tendKeys = () =>
    rotation.tend().catch((err: unknown) => log.logger.error({ err }, 'the root keys could not be tended'));
  const tending = setInterval(tendKeys, TENDING_MS);
  tending.unref();
  void tendKeys();
  ready = true;
  stopOnSignal({
    servers: [server, admin, ...(figures === undefined ? [] : [figures.server])],
    unready: () => {
      ready = false;
    },
    close: async () => {
      clearInterval(noting);
      clearInterval(tending);
      await rotation.stop();
      await noteUsage();
      await audit?.close();
      await store.close();
      release();
      log.logger.info('stopped');
      await log.flush();
    },
  });
  log.logger.info({ url, publicUrl: settings['public-url'] ?? url, metrics: figures?.url }, 'listening');
  return { url };
}

/** How long a use may wait to be written. */
const USAGE_MS = 5000;

/** How late a root key may be forgotten. */
const TENDING_MS = 600_000;

/** What is read from the settings before anything is opened. */
interface Wanted {
  readonly tls: Tls | undefined;
  readonly forwarding: Forwarding | undefined;
  readonly quotas: Quotas;
  readonly fetch: FetchDocument;
}

/** Applies the seed before anybody is served; where it is refused, nobody is. Keys are shown at once, whatever comes after. */
async function applySeedFile(file: string, tools: Tools): Promise<void> {
  const [{ readSeedFile }, { generatedText }, { applySeed }] = await Promise.all([
    import('../cli/seed-file.ts'),
    import('../cli/show-seed.ts'),
    import('./seeds.ts'),
  ]);
  const { warnings, ...seed } = await readSeedFile(file, process.env);
  for (const warning of warnings) processTerminal.error(`rolecall: ${warning}\n`);
  const generated = await applySeed({ ...seed, prune: false }, tools);
  if (generated.length > 0)
    processTerminal.print(`${generatedText(generated)}Keep these keys: they are not shown again.\n\n`);
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));

interface Tls {
  readonly cert: Buffer;
  readonly key: Buffer;
}

function readTls(settings: Settings): Tls | undefined {
  const { 'tls-cert': cert, 'tls-key': key } = settings;
  if (cert === undefined && key === undefined) return undefined;
  if (cert === undefined || key === undefined) throw new Refusal('--tls-cert and --tls-key go together', 'usage');
  return { cert: readOrRefuse(cert), key: readOrRefuse(key) };
}

/** Where the keys of OIDC issuers may come from. */
function readIssuerRules({ 'oidc-allow-private': allowPrivate, 'oidc-ca': ca }: Settings): FetchDocument {
  const trusted = ca === undefined ? undefined : readCertificates(ca);
  try {
    return documentFetcher({ allowPrivate, ca: trusted });
  } catch (error) {
    throw new Refusal(`${(error as Error).message} for \`--oidc-allow-private\``, 'usage');
  }
}

/** Read here already: TLS would pass over what it cannot read, and trust less than the operator thinks. */
function readCertificates(file: string): string {
  const text = readOrRefuse(file).toString('latin1');
  const certificates = text.split(/(?=-----BEGIN CERTIFICATE-----)/).filter((part) => part.startsWith('-----BEGIN'));
  try {
    for (const certificate of certificates) new X509Certificate(certificate);
  } catch {
    throw new Refusal(`a certificate in \`${file}\` cannot be read`);
  }
  if (certificates.length === 0) throw new Refusal(`no certificate in \`${file}\``);
  return text;
}

function readOrRefuse(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new Refusal(`cannot read \`${file}\`: ${(error as NodeJS.ErrnoException).code}`);
  }
}

function readForwarding(blocks: readonly string[] | undefined) {
  if (blocks === undefined) return undefined;
  try {
    return forwardingFrom(blocks);
  } catch (error) {
    throw new Refusal((error as Error).message, 'usage');
  }
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(new Refusal(`cannot listen on ${host}:${port}: ${error.code}`)),
    );
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}
