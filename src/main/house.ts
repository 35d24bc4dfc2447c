import type { KeyObject } from 'node:crypto';
import type { Auditing } from '../audit/index.ts';
import { authorizeDoor } from '../authorize/door.ts';
import type { Clock } from '../base/clock.ts';
import type { Entropy } from '../base/entropy.ts';
import { type ConsoleChoices, consoleDoor } from '../console/console.ts';
import { documentFetcher } from '../federation/oidc/fetch-document.ts';
import { type IssuerSettings, webIdentities } from '../federation/oidc/web-identities.ts';
import { gate } from '../gate/gate.ts';
import { type UsageLedger, usageLedger } from '../gate/usage.ts';
import { issuerDocuments } from '../http/issuer-documents.ts';
import type { PublicRoute } from '../http/public-routes.ts';
import { iamOperations } from '../iam/service.ts';
import { issuers } from '../issuer/issuers.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { mfaVerifier } from '../mfa/verifier.ts';
import * as iam from '../model/generated/iam.ts';
import * as sts from '../model/generated/sts.ts';
import type { Tools } from '../operation/operation.ts';
import type { Quotas } from '../operation/quotas.ts';
import type { Remember } from '../operation/request-event.ts';
import { passwords } from '../password/passwords.ts';
import { awsManagedPolicies } from '../principal/aws-managed-policies.ts';
import { loadDirectory } from '../principal/load-directory.ts';
import { answerer } from '../query/answer.ts';
import { queryService } from '../query/service.ts';
import type { WireAnswer, WireRequest } from '../query/wire.ts';
import { accountCache } from '../store/account-cache.ts';
import type { Store } from '../store/store.ts';
import { stsOperations } from '../sts/service.ts';
import { secretBox } from '../token/box.ts';
import { denialSeals } from '../token/denials.ts';
import { type Keyring, keyring } from '../token/keyring.ts';
import { pageMarkers } from '../token/markers.ts';
import { sessionTokens } from '../token/session-tokens.ts';

/** Entities kept compiled in memory: users, roles, keys and managed policies in use. */
const CACHE_MAX = 100_000;

/** Furnishes the whole house over an open store: one function from a raw request to an answer, no port, no process. */
export function furnish(found: {
  readonly store: Store;
  /** A key, or a ring whose keys may be exchanged. */
  readonly rootKey: KeyObject | Keyring;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly quotas: Quotas;
  readonly publicUrl: () => string;
  readonly regions: readonly string[] | undefined;
  /** Whether a denial ends with its reasons, sealed, for sts:DecodeAuthorizationMessage. */
  readonly encodeDenials?: boolean | undefined;
  readonly remember: Remember;
  /** The audit trail; without it nothing is recorded but what `remember` does. */
  readonly audit?: Pick<Auditing, 'remember' | 'recorded'> | undefined;
  /** Counts requests, where somebody asks for figures. */
  readonly metrics?: Metrics | undefined;
  /** How many calls an account may make in a second. */
  readonly throttle?: number | undefined;
  /** How much is known by heart, where it is not the usual number; 0: nothing, so that a test can tell what a cache changes. */
  readonly cacheMax?: number | undefined;
  /** How people sign in, and who is told of it. */
  readonly console?: Partial<ConsoleChoices> | undefined;
  /** How the documents of issuers are asked for; as its own defaults say unless said otherwise. */
  readonly oidc?: Partial<IssuerSettings> | undefined;
}): Furnished {
  const { store, rootKey, clock, entropy, quotas, publicUrl, regions, remember, cacheMax = CACHE_MAX } = found;
  const { audit, encodeDenials } = found;
  const keys = 'active' in rootKey ? rootKey : keyring(rootKey);
  const secrets = secretBox({ keyring: keys, entropy });
  const cache = accountCache({ limit: cacheMax, alone: (read) => store.change(read) });
  const awsPolicies = awsManagedPolicies();
  store.onChange((accounts) => cache.forget(accounts));

  const tools: Tools = {
    store,
    awsPolicies,
    directory: loadDirectory({ store, secrets, cache, awsPolicies, keepsPolicies: cacheMax > 0 }),
    tokens: sessionTokens({ keyring: keys, entropy, clock }),
    secrets,
    mfa: mfaVerifier({ store, secrets, clock }),
    passwords: passwords({ entropy }),
    webIdentities: webIdentities({ fetch: documentFetcher(), ...found.oidc, clock }),
    issuers: issuers({ store, secrets, cache, clock }),
    markers: pageMarkers({ keyring: keys, entropy }),
    denials: denialSeals({ keyring: keys, entropy, clock }),
    clock,
    entropy,
    quotas,
    publicUrl,
  };
  const protocols = new Map([
    [sts.service.version, queryService(sts.service, sts.operations, stsOperations)],
    [iam.service.version, queryService(iam.service, iam.operations, iamOperations)],
  ]);
  // No version, or one that nobody knows: STS answers, as at AWS's endpoint (sts.md 1.2).
  protocols.set('', protocols.get(sts.service.version)!);
  const usage = usageLedger({ store });
  const remembering: Remember = (event) => {
    usage.note(event);
    audit?.remember(event);
    found.metrics?.note(event);
    remember(event);
  };
  const door = gate(tools, {
    regions,
    encodeDenials,
    throttle: found.throttle,
    cacheMax: found.cacheMax,
    recorded: audit?.recorded,
  });
  const answer = answerer({
    services: protocols,
    gate: door,
    remember: remembering,
    clock,
    entropy,
  });
  const services = authorizeDoor({ gate: door, remember: remembering, clock, entropy });
  const { directory, tokens } = tools;
  const people = consoleDoor({
    ...CONSOLE,
    ...found.console,
    ...{ store, directory, tokens, clock, entropy, publicUrl },
    keyring: keys,
  });
  return {
    tools,
    usage,
    routes: [issuerDocuments({ ...tools, accounts: store.accounts })],
    cached: () => ({ entities: cache.size(), ...door.cached() }),
    answer: (request) => people.answer(request) ?? services.answer(request) ?? answer(request),
  };
}

/** Signing in as AWS has it, leading nowhere but to our own page. */
const CONSOLE = { destinations: new Set<string>(), outlivesCredentials: true, remember: () => {}, onBug: () => {} };

export interface Furnished {
  readonly tools: Tools;
  /** Its `flush` is owed now and then, and before the store is closed. */
  readonly usage: UsageLedger;
  /** How much is known by heart, by kind. */
  cached(): Readonly<Record<string, number>>;
  /** What is served to anybody. */
  readonly routes: readonly PublicRoute[];
  answer(request: WireRequest): Promise<WireAnswer>;
}
