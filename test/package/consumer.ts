import {
  type Account,
  type Rolecall,
  RolecallError,
  type RolecallOptions,
  type SeedObject,
  startRolecall,
} from 'rolecall';
import { assumeRole, credentialProvider } from 'rolecall/client';
import { compile, decide, readPolicy } from 'rolecall/policy';
import { authorizer } from 'rolecall/sigv4';
import {
  movableClock,
  requestHandler,
  rolecallFixture,
  rolecallHooks,
  startTestRolecall,
  type TestRolecall,
} from 'rolecall/testing';

/* A consumer of every entry, for the compiler alone, beside the installed package: what is wrong must not compile. */

const seed: SeedObject = { rolecall: 1, accounts: { '111122223333': { users: { a: { 'access-keys': 'generate' } } } } };
const options: RolecallOptions = { memory: true, seed };
const inMemory = await startRolecall({ memory: true });
const secret: string = inMemory.credentials.secretAccessKey;
const onDisk = await startRolecall({ data: './data' });
const perhaps: string | undefined = onDisk.credentials?.secretAccessKey;
// @ts-expect-error: a folder may hold a store already, whose secrets are not given again.
onDisk.credentials.secretAccessKey;
// @ts-expect-error: nowhere to keep the store.
await startRolecall({});
// @ts-expect-error: a name that is misspelt.
await startRolecall({ memory: true, sede: seed });
// @ts-expect-error: no trail in memory.
await startRolecall({ memory: true, audit: true });
// @ts-expect-error: a role trusts somebody.
const untrusting: SeedObject = { rolecall: 1, accounts: { '111122223333': { roles: { app: {} } } } };
const either: Rolecall = await startRolecall(options);
const accounts: readonly Account[] = either.accounts;
await either[Symbol.asyncDispose]();
if (new RolecallError('Stopped', 'x').code === 'Stopped') await either.stop();

const tests: TestRolecall = await startTestRolecall({ clock: movableClock() });
tests.clock.advance({ hours: 1 });
const handler = requestHandler(inMemory, { sourceIp: '203.0.113.1' });
const [fixture, { scope }] = rolecallFixture({ scope: 'file' });
const file: 'file' = scope;
const given: () => TestRolecall = rolecallHooks({ before: () => {}, after: () => {} });

const read = readPolicy('{}', 'identity');
const allowed =
  read.ok &&
  decide(
    { identity: [compile(read.policy, { source: 'x' })], resourceAccount: '1' },
    { action: 'a:B', resource: '*', principal: { type: 'user', account: '1', arn: 'x' }, context: new Map() },
  ).allowed;

export {
  accounts,
  allowed,
  assumeRole,
  authorizer,
  credentialProvider,
  file,
  fixture,
  given,
  handler,
  perhaps,
  secret,
  untrusting,
};
