import { readSeed } from '../../mfa/seed-text.ts';
import { codeAt, stepAt } from '../../mfa/totp.ts';
import { keyOf } from '../keys.ts';
import type { MemoryOptions } from '../options.ts';
import type { Account, Credentials, Rolecall } from '../rolecall.ts';
import { RolecallError } from '../rolecall-error.ts';
import type { AccountSeed } from '../seed-object.ts';
import { startRolecall } from '../start-rolecall.ts';
import { clockSigner, type SignerConstructor, type SigningKeys } from './clock-signer.ts';
import { type MovableClock, movableClock } from './movable-clock.ts';
import { type Origin, type RequestHandler, requestHandler } from './request-handler.ts';

/** How a server for tests is started: in memory; without a port unless `listen: true` asks for one. */
export interface TestOptions extends Omit<MemoryOptions, 'memory' | 'data' | 'keyFile' | 'audit' | 'clock'> {
  readonly clock?: MovableClock | undefined;
}

/** What the clients of the AWS SDK for JavaScript v3 are made with. */
export interface ClientConfig {
  endpoint: string;
  region: string;
  credentials: { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
  requestHandler: RequestHandler;
  signerConstructor: SignerConstructor;
}

/** Keys as the SDK takes them, or as STS answers them. */
export type AnyKeys =
  | SigningKeys
  | {
      readonly AccessKeyId?: string | undefined;
      readonly SecretAccessKey?: string | undefined;
      readonly SessionToken?: string | undefined;
    };

/** An account of a test's own. */
export interface TestAccount extends Account<Credentials> {
  /** The access key that its seed has made for a user. */
  credentialsOf(userName: string): Credentials;
}

/** A server for tests. */
export interface TestRolecall extends Rolecall<Credentials> {
  readonly clock: MovableClock;
  /** What a client of the AWS SDK is made with, to call as somebody: it needs no port, and signs by the test's clock. */
  as(keys: AnyKeys, from?: Origin & { readonly region?: string | undefined }): ClientConfig;
  /** A handler for clients that are made otherwise. */
  requestHandler(from?: Origin): RequestHandler;
  /** A fresh account, with what a seed of one says, so that tests that share a server do not meet. */
  account(seed?: AccountSeed | ((accountId: string) => AccountSeed)): Promise<TestAccount>;
  /** The code that an MFA device with this seed shows now: base32, as authenticator apps take it. */
  totp(seed: string): string;
}

/** Starts a server for tests. */
export async function startTestRolecall(options: TestOptions = {}): Promise<TestRolecall> {
  const { clock = movableClock(), listen = false, ...rest } = options;
  const rolecall = await startRolecall({ ...rest, clock, listen, memory: true });
  const signerConstructor = clockSigner(clock);
  const extension = {
    clock,
    as: (keys: AnyKeys, { region = rolecall.region, ...from }: Origin & { region?: string | undefined } = {}) => ({
      endpoint: rolecall.url,
      region,
      credentials: signingKeys(keys),
      requestHandler: requestHandler(rolecall, from),
      signerConstructor,
    }),
    requestHandler: (from?: Origin) => requestHandler(rolecall, from),
    async account(seed: AccountSeed | ((accountId: string) => AccountSeed) = {}) {
      const account = await rolecall.addAccount();
      const { accountId } = account;
      const section = typeof seed === 'function' ? seed(accountId) : seed;
      const keys = await rolecall.apply({ rolecall: 1, accounts: { [accountId]: section } });
      return { ...account, credentialsOf: (userName: string) => keyOf(keys, userName, accountId) };
    },
    totp: (seed: string) => codeOf(seed, clock.now()),
  };
  // The getters of the server stay what they are: its accounts grow.
  return Object.defineProperties(extension, Object.getOwnPropertyDescriptors(rolecall)) as TestRolecall;
}

function signingKeys(keys: AnyKeys): ClientConfig['credentials'] {
  const [accessKeyId, secretAccessKey, sessionToken] =
    'accessKeyId' in keys
      ? [keys.accessKeyId, keys.secretAccessKey, keys.sessionToken]
      : 'AccessKeyId' in keys
        ? [keys.AccessKeyId, keys.SecretAccessKey, keys.SessionToken]
        : [];
  if (accessKeyId === undefined || secretAccessKey === undefined)
    throw new RolecallError('BadOption', 'these are no credentials: an access key id and a secret are expected');
  return { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
}

function codeOf(text: string, nowMs: number): string {
  const read = readSeed(text.startsWith('hex:') ? text : `base32:${text.replace(/^base32:/, '')}`);
  if (!('seed' in read)) throw new RolecallError('BadOption', 'this is no seed of an MFA device: base32 is expected');
  return codeAt(read.seed, stepAt(nowMs));
}
