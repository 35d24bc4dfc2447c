import { createSecretKey, randomBytes } from 'node:crypto';
import { systemClock } from '../src/base/clock.ts';
import { pooledEntropy } from '../src/base/entropy.ts';
import { putRootKey } from '../src/main/found.ts';
import { furnish } from '../src/main/house.ts';
import { awsQuotas } from '../src/operation/quotas.ts';
import type { WireRequest } from '../src/query/wire.ts';
import { signRequest } from '../src/sigv4/sign.ts';
import { openStore } from '../src/store/open.ts';
import { secretBox } from '../src/token/box.ts';
import { keyring } from '../src/token/keyring.ts';
import { rowMac } from '../src/token/row-mac.ts';
import { type Credentials, form, type Parameters, serviceOf, signedPost } from '../test/house/requests.ts';
import { median } from './statistics.ts';

/**
 * Questions of a service answered in a second, beside AssumeRole, in one process without sockets: `node bench/authorize.ts`.
 * Each question has two signatures to verify and two decisions to make; requests are signed beforehand.
 */
const REQUESTS = 2000;
const ROUNDS = 7;
const ACCOUNT = '111122223333';
const PEER = { remoteAddress: '127.0.0.1', secure: false };

const house = await openHouse();
const root = house.root;
const [store, ann] = [await user('store'), await user('ann')];
await allow('store', { Action: 'rolecall:Authorize', Resource: `arn:aws:rolecall::${ACCOUNT}:service/objects` });
await allow('ann', { Action: 'sts:AssumeRole', Resource: '*' });
await must('CreateRole', {
  RoleName: 'reader',
  AssumeRolePolicyDocument: policy({ Action: 'sts:AssumeRole', Principal: { AWS: ACCOUNT } }),
});
await must('PutRolePolicy', {
  RoleName: 'reader',
  PolicyName: 'allowed',
  PolicyDocument: policy({ Action: 'objects:GetObject', Resource: 'arn:aws:objects:::photos/*' }),
});
const RoleArn = `arn:aws:iam::${ACCOUNT}:role/reader`;
const assume = () => call(ann, 'AssumeRole', { RoleArn, RoleSessionName: 'ann' });
const { body } = await house.answer(assume());
const text = (element: string) => new RegExp(`<${element}>([^<]*)<`).exec(body)![1]!;
const session = {
  accessKeyId: text('AccessKeyId'),
  secretAccessKey: text('SecretAccessKey'),
  sessionToken: text('SessionToken'),
};

const rates = new Map<string, number[]>([
  ['AssumeRole', []],
  ['POST /authorize', []],
]);
for (let round = 0; round < ROUNDS; round++) {
  for (const [name, told] of rates) {
    const make = name === 'AssumeRole' ? assume : question;
    const requests = Array.from({ length: REQUESTS }, make);
    const startedMs = performance.now();
    for (const request of requests) if ((await house.answer(request)).status !== 200) throw new Error(`${name} failed`);
    told.push((REQUESTS * 1000) / (performance.now() - startedMs));
  }
}
for (const [name, all] of rates) console.log(`${name}: ${Math.round(median(all))} answers/s, one process, no sockets`);

/** A question about a request that the session has signed. */
function question(): WireRequest {
  const headers = { host: 'objects.example.test' };
  const signed = sign(session, 'objects', 'GET', '/photos/cat.jpg', headers, '');
  const asked = JSON.stringify({
    service: 'objects',
    action: 'objects:GetObject',
    resource: 'arn:aws:objects:::photos/cat.jpg',
    context: { 'objects:Size': '3' },
    request: {
      ...{ method: 'GET', target: '/photos/cat.jpg', headers: Object.entries({ ...headers, ...signed }) },
      payloadHash: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      remoteAddress: '198.51.100.7',
    },
  });
  const own = { host: 'rolecall.example.test', 'content-type': 'application/json' };
  const rawHeaders = Object.entries({ ...own, ...sign(store, 'rolecall', 'POST', '/authorize', own, asked) }).flat();
  return { method: 'POST', target: '/authorize', rawHeaders, body: Buffer.from(asked), ...PEER };
}

function sign(by: Credentials, service: string, method: string, path: string, headers: object, body: string) {
  return signRequest({
    ...{ method, path, query: '', region: 'us-east-1', service, credentials: by, nowMs: Date.now() },
    headers: new Map(Object.entries(headers).map(([name, value]) => [name, [value as string]])),
    body: Buffer.from(body),
  });
}

async function openHouse() {
  const entropy = pooledEntropy();
  const rootKey = createSecretKey(randomBytes(32));
  const keys = keyring(rootKey);
  const opened = await openStore({ file: ':memory:', mac: rowMac(keys.active.rowMac) });
  const made = await opened.change(async (tx) => {
    await tx.put.account({ id: ACCOUNT, uuid: 'uuid', createdAt: 0 });
    return putRootKey(tx, ACCOUNT, secretBox({ keyring: keys, entropy }), { clock: systemClock, entropy });
  });
  const settings = { quotas: awsQuotas, publicUrl: () => '', regions: undefined, remember: () => {} };
  return { root: made, ...furnish({ store: opened, rootKey, clock: systemClock, entropy, ...settings }) };
}

async function user(UserName: string): Promise<Credentials> {
  await must('CreateUser', { UserName });
  const key = await must('CreateAccessKey', { UserName });
  const part = (element: string) => new RegExp(`<${element}>([^<]*)<`).exec(key)![1]!;
  return { accessKeyId: part('AccessKeyId'), secretAccessKey: part('SecretAccessKey') };
}

function allow(UserName: string, statement: object): Promise<string> {
  return must('PutUserPolicy', { UserName, PolicyName: 'allowed', PolicyDocument: policy(statement) });
}

async function must(action: string, parameters: Parameters): Promise<string> {
  const answered = await house.answer(call(root, action, parameters));
  if (answered.status !== 200) throw new Error(answered.body);
  return answered.body;
}

function call(by: Credentials, action: string, parameters: Parameters): WireRequest {
  const service = serviceOf(action);
  return { ...signedPost(by, form(action, parameters, service), service, Date.now()), ...PEER };
}

function policy(statement: object): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: { Effect: 'Allow', ...statement } });
}
