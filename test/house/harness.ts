import { createSecretKey } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { type AuditingHouse, auditKey, openAuditing } from '../../src/audit/index.ts';
import { type ReadEvent, readTrail } from '../../src/audit/read-trail.ts';
import { fixedClock } from '../../src/base/clock.ts';
import { pooledEntropy, seededEntropy } from '../../src/base/entropy.ts';
import type { ConsoleChoices } from '../../src/console/console.ts';
import type { IssuerSettings } from '../../src/federation/oidc/web-identities.ts';
import { putRootKey } from '../../src/main/found.ts';
import { furnish } from '../../src/main/house.ts';
import { awsQuotas, type Quotas } from '../../src/operation/quotas.ts';
import type { RequestEvent } from '../../src/operation/request-event.ts';
import type { WireAnswer } from '../../src/query/wire.ts';
import { openStore } from '../../src/store/open.ts';
import { secretBox } from '../../src/token/box.ts';
import { keyring } from '../../src/token/keyring.ts';
import { rowMac } from '../../src/token/row-mac.ts';
import { overHttp } from './over-http.ts';
import { type Credentials, form, type Parameters, serviceOf, signedPost } from './requests.ts';

export { type Credentials, form, type Parameters, serviceOf, signedPost } from './requests.ts';

/** The whole house in one process, with time and chance held still: two accounts, no port, no file. */
export const ACCOUNT_A = '111122223333';
export const ACCOUNT_B = '444455556666';
export const START_MS = Date.parse('2026-11-21T10:00:00Z');

export interface Answer {
  readonly status: number;
  readonly body: string;
  readonly headers: readonly string[];
  /** The text of the first element of that name, unescaped. */
  text(element: string): string | undefined;
  readonly code: string | undefined;
  readonly message: string | undefined;
}

export type House = Awaited<ReturnType<typeof openHouse>>;

/** `http: true` puts a real port and real sockets between the test and the house. */
export async function openHouse(
  options: {
    throttle?: number;
    /** 0: nothing is known by heart. */
    cacheMax?: number;
    quotas?: Partial<Quotas>;
    regions?: readonly string[];
    http?: true;
    oidc?: Partial<IssuerSettings>;
    console?: Partial<ConsoleChoices>;
    encodeDenials?: boolean;
    /** An audit trail in a folder that goes with the test; with limits and a disk of the test's own. */
    audit?: true | Pick<AuditingHouse, 'disk' | 'limits' | 'onTrouble'>;
  } = {},
) {
  const clock = fixedClock(START_MS);
  const entropy = seededEntropy('house');
  const rootKey = createSecretKey(entropy.bytes(32));
  const keys = keyring(rootKey);
  const statements: string[] = [];
  const store = await openStore({
    file: ':memory:',
    mac: rowMac(keys.active.rowMac),
    onStatement: (sql) => statements.push(sql),
  });
  const roots = await store.change(async (tx) => {
    const made: Record<string, Credentials> = {};
    for (const id of [ACCOUNT_A, ACCOUNT_B]) {
      await tx.put.account({ id, uuid: `uuid-${id}`, createdAt: START_MS / 1000 });
      made[id] = await putRootKey(tx, id, secretBox({ keyring: keys, entropy }), { clock, entropy });
    }
    return made;
  });
  const events: RequestEvent[] = [];
  const audit = options.audit && (await openTestTrail(options.audit === true ? {} : options.audit));
  const house = furnish({
    store,
    rootKey,
    clock,
    entropy,
    quotas: { ...awsQuotas, ...options.quotas },
    publicUrl: () => 'https://iam.example.test',
    regions: options.regions,
    encodeDenials: options.encodeDenials,
    audit: audit?.auditing,
    oidc: options.oidc,
    console: options.console,
    cacheMax: options.cacheMax,
    throttle: options.throttle,
    remember: (event) => events.push(event),
  });

  /** Opens the trail in a new folder, or the one in a folder that another has left. */
  async function openTestTrail(more: object, folder = mkdtempSync(join(tmpdir(), 'rolecall-trail-'))) {
    afterAll(() => rmSync(folder, { recursive: true, force: true }));
    const key = auditKey(keys);
    const auditing = await openAuditing({
      folder,
      key,
      store,
      ownsStore: true,
      clock,
      entropy: pooledEntropy(),
      ...more,
    });
    return { auditing, folder, key };
  }

  const answer = options.http ? await overHttp(house.answer) : house.answer;

  /** Sends one signed request and reads the answer. */
  async function call(
    credentials: Credentials,
    action: string,
    parameters: Parameters = {},
    service: 'sts' | 'iam' = serviceOf(action),
  ): Promise<Answer> {
    return send(signedPost(credentials, form(action, parameters, service), service, clock.now()));
  }

  async function send(request: {
    method: string;
    target: string;
    rawHeaders: readonly string[];
    body: Buffer;
  }): Promise<Answer> {
    return reading(await answer({ remoteAddress: '127.0.0.1', secure: false, ...request }));
  }

  /** As `call`, for what has to succeed: a refusal fails the test with its words. */
  async function must(credentials: Credentials, action: string, parameters: Parameters = {}): Promise<Answer> {
    const answer = await call(credentials, action, parameters);
    if (answer.status !== 200) throw new Error(`${action}: ${answer.status} ${answer.code}: ${answer.message}`);
    return answer;
  }

  return {
    ...house,
    store,
    clock,
    entropy,
    events,
    statements,
    keys,
    rootA: roots[ACCOUNT_A]!,
    rootB: roots[ACCOUNT_B]!,
    call,
    send,
    must,
    audit,
    openTestTrail,
    /** The events in the trail so far. */
    async trail(): Promise<readonly ReadEvent[]> {
      await audit!.auditing.flush();
      return [...readTrail(audit!.folder)].flatMap((entry) => (entry.kind === 'event' ? [entry.event] : []));
    },

    /** Makes a user with a key; gives the key. */
    async user(root: Credentials, name: string): Promise<Credentials> {
      await must(root, 'CreateUser', { UserName: name });
      const answer = await must(root, 'CreateAccessKey', { UserName: name });
      return { accessKeyId: answer.text('AccessKeyId')!, secretAccessKey: answer.text('SecretAccessKey')! };
    },
    async allowUser(root: Credentials, name: string, statement: object): Promise<void> {
      await must(root, 'PutUserPolicy', { UserName: name, PolicyName: 'allowed', PolicyDocument: policy(statement) });
    },
    /** Makes a role with a trust policy of one Allow of the STS actions, and gives its ARN. */
    async role(root: Credentials, name: string, trust: object, more: Parameters = {}): Promise<string> {
      const AssumeRolePolicyDocument = policy({
        Action: ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'],
        ...trust,
      });
      return (await must(root, 'CreateRole', { RoleName: name, AssumeRolePolicyDocument, ...more })).text('Arn')!;
    },
    async allowRole(root: Credentials, name: string, statement: object): Promise<void> {
      await must(root, 'PutRolePolicy', { RoleName: name, PolicyName: 'allowed', PolicyDocument: policy(statement) });
    },
    assume: (credentials: Credentials, RoleArn: string, more: Parameters = {}) =>
      call(credentials, 'AssumeRole', { RoleArn, RoleSessionName: 'test-session', ...more }),
    async assumed(credentials: Credentials, RoleArn: string, more: Parameters = {}): Promise<Credentials> {
      return credentialsOf(
        await must(credentials, 'AssumeRole', { RoleArn, RoleSessionName: 'test-session', ...more }),
      );
    },
  };
}

/** A policy document of one statement; Effect is Allow and Version 2012-10-17 unless said otherwise. */
export const policy = (...statements: object[]): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: statements.map((statement) => ({ Effect: 'Allow', ...statement })),
  });

export const credentialsOf = (answer: Answer): Credentials => ({
  accessKeyId: answer.text('AccessKeyId')!,
  secretAccessKey: answer.text('SecretAccessKey')!,
  sessionToken: answer.text('SessionToken')!,
});

function reading(answer: WireAnswer): Answer {
  const text = (element: string) => {
    const found = new RegExp(`<${element}>([^<]*)</${element}>`).exec(answer.body);
    return found === null ? undefined : unescaped(found[1]!);
  };
  return { ...answer, text, code: text('Code'), message: text('Message') };
}

const unescaped = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replace(/&#(x?)([0-9A-Fa-f]+);/g, (_all, hex: string, digits: string) =>
      String.fromCodePoint(Number.parseInt(digits, hex ? 16 : 10)),
    )
    .replaceAll('&amp;', '&');
