import { expect } from 'vitest';
import { userArn } from '../base/arn.ts';
import { fixedClock } from '../base/clock.ts';
import { seededEntropy } from '../base/entropy.ts';
import { issuers } from '../issuer/issuers.ts';
import { mfaVerifier } from '../mfa/verifier.ts';
import type { Shape } from '../model/facts.ts';
import { common, Fault } from '../model/fault.ts';
import { validationMessage } from '../model/validate.ts';
import type { Tools } from '../operation/operation.ts';
import { awsQuotas, type Quotas } from '../operation/quotas.ts';
import { passwords } from '../password/passwords.ts';
import { awsManagedPolicies } from '../principal/aws-managed-policies.ts';
import type { Caller } from '../principal/caller.ts';
import { rootCaller, userCaller } from '../principal/callers.ts';
import { accountCache } from '../store/account-cache.ts';
import { createStore } from '../store/open.ts';
import { secretBox } from '../token/box.ts';
import { keyOf } from '../token/kdf.ts';
import { keyring } from '../token/keyring.ts';
import { pageMarkers } from '../token/markers.ts';
import { rowMac } from '../token/row-mac.ts';
import { iamOperations } from './service.ts';

/** Account ids of the tests. Both live in one store. */
export const A = '111122223333';
export const B = '444455556666';

export const START_SECONDS = 1_700_000_000;

/** Policy documents that are valid and mean nothing in particular. */
export const IDENTITY = '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}';
export const trusting = (...principals: readonly string[]): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: principals }, Action: 'sts:AssumeRole' }],
  });
export const TRUST = trusting(A);

/**
 * IAM without its gate, over a real store: `call` walks one operation through its steps, and whoever calls may do everything.
 */
export async function house(settings: Partial<Quotas> = {}) {
  const clock = fixedClock(START_SECONDS * 1000);
  const entropy = seededEntropy('iam');
  const keys = keyring(keyOf(Buffer.alloc(32, 7)));
  const store = await createStore({ file: ':memory:', mac: rowMac(keys.active.rowMac) });
  const secrets = secretBox({ keyring: keys, entropy });
  await store.change(async (tx) => {
    for (const id of [A, B]) await tx.put.account({ id, uuid: `uuid-of-${id}`, createdAt: 1_600_000_000 });
  });

  const tools: Omit<Tools, 'directory' | 'tokens' | 'denials' | 'webIdentities'> = {
    store,
    awsPolicies: awsManagedPolicies(),
    secrets,
    clock,
    entropy,
    markers: pageMarkers({ keyring: keys, entropy }),
    mfa: mfaVerifier({ store, secrets, clock }),
    // The work of a real hash would make the tests slow.
    passwords: passwords({ entropy, cost: { logN: 4, r: 1, p: 1 } }),
    quotas: { ...awsQuotas, ...settings },
    issuers: issuers({ store, secrets, cache: accountCache({ limit: 100 }), clock }),
    publicUrl: () => 'https://iam.example.test',
  };

  /** Calls an operation. The answer is checked against the shape of the wire facts. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape.
  async function call(name: string, input: object = {}, caller: Caller = rootCaller('AKIAROOT', A)): Promise<any> {
    const operation = iamOperations.find(({ facts }) => facts.name === name)!;
    const problem = validationMessage(input, operation.facts.input);
    if (problem !== undefined) throw common.ValidationError(problem);
    const given = { ...tools, input, caller, request: {} } as Parameters<typeof operation.handle>[0];
    try {
      const checked = operation.check?.(given);
      const found = await operation.load?.(given);
      const informed = { ...given, checked, found, factor: undefined };
      operation.access(informed);
      const output = await operation.handle(informed);
      assertMembers(output, operation.facts.output, name);
      return output;
    } catch (thrown) {
      if (thrown instanceof Fault) assertDeclared(thrown, operation);
      throw thrown;
    }
  }

  /** What a call is refused with: `Code status: text`. */
  async function refusal(name: string, input: object = {}, caller?: Caller): Promise<string> {
    const thrown = await call(name, input, caller).then(
      () => undefined,
      (error: unknown) => error,
    );
    if (!(thrown instanceof Fault)) throw thrown ?? new Error(`${name} was not refused`);
    return `${thrown.code} ${thrown.status}: ${thrown.text}`;
  }

  /** The caller that a user with a key is. */
  async function asUser(name: string, account: string = A): Promise<Caller> {
    const record = (await store.users.byName(account, name))!;
    return userCaller('AKIAUSER', {
      record,
      arn: userArn(account, record.path, record.name),
      policies: { identity: [] },
    });
  }

  return { call, refusal, asUser, store, clock, secrets, tools };
}

export type House = Awaited<ReturnType<typeof house>>;

export const root = (account: string): Caller => rootCaller('AKIAROOT', account);

/** A session of some role of the account: neither a user nor root. */
export const session = (account: string): Caller => ({ ...root(account), kind: 'role-session' });

/** Every fault that an operation throws is one of those that it declares; the gate would answer 500 for another. */
function assertDeclared({ code }: Fault, { facts, faults }: (typeof iamOperations)[number]): void {
  const declared = [...facts.errors, ...faults, ...Object.values(common)].map((kind) => kind.code);
  expect(declared, `${facts.name} declares`).toContain(code);
}

/** The answer has no member that the encoder would not know, and every value is of its member's type. */
function assertMembers(value: unknown, shape: Shape | undefined, path: string): void {
  if (value === undefined) return;
  if (shape === undefined) throw new Error(`${path} answers nothing`);
  if (shape.type === 'structure') {
    for (const [name, member] of Object.entries(value as object)) {
      if (!Object.hasOwn(shape.members, name)) throw new Error(`no member of the answer: ${path}.${name}`);
      assertMembers(member, shape.members[name], `${path}.${name}`);
    }
  } else if (shape.type === 'list')
    for (const item of value as unknown[]) assertMembers(item, shape.member, `${path}[]`);
  else expect(TYPES[shape.type]?.(value), `${path} is a ${shape.type}`).toBe(true);
}

const TYPES: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  integer: Number.isInteger,
  timestamp: Number.isInteger,
  boolean: (value) => typeof value === 'boolean',
  blob: (value) => value instanceof Uint8Array,
  map: (value) => value instanceof Map,
};
