import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as iam from '@aws-sdk/client-iam';
import * as sts from '@aws-sdk/client-sts';
import {
  type Call,
  type Client,
  cleanEnvironment,
  iniOf,
  type Outcome,
  type Place,
  sentenceOf,
  serviceOf,
  waiterOf,
} from '../client.ts';

const itself = fileURLToPath(import.meta.url);

/** The AWS SDK for JavaScript, in this process; in one of its own for a call by profile, which it reads from the environment. */
export function jsSdk(place: Place): Client {
  return {
    name: 'js-sdk',
    userAgent: /^aws-sdk-js\/3\./,
    noMfaPrompt: 'the SDK asks nobody for a code: an application has to hand it a function',
    call: ({ as: { accessKeyId, secretAccessKey, sessionToken }, ...call }) => {
      const credentials = { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
      return send(call, { endpoint: place.endpoint, region: place.region, credentials, maxAttempts: 1 });
    },
    callByProfile({ operation, input, profile, config, environment }) {
      const home = join(place.home, profile);
      mkdirSync(home);
      writeFileSync(join(home, 'config'), iniOf(config));
      const env = {
        ...cleanEnvironment(place),
        AWS_CONFIG_FILE: join(home, 'config'),
        AWS_PROFILE: profile,
        ...environment,
      };
      return new Promise((done, fail) => {
        execFile(
          process.execPath,
          [itself, JSON.stringify({ operation, input })],
          { env, encoding: 'utf8' },
          (error, stdout) => {
            if (error === null) done(JSON.parse(stdout));
            else fail(error);
          },
        );
      });
    },
    async close() {},
  };
}

type Settings = ConstructorParameters<typeof sts.STSClient>[0];
type Asked = Pick<Call, 'operation' | 'input'> & Partial<Pick<Call, 'manner'>>;
type Command = Parameters<sts.STSClient['send']>[0];
type Page = Readonly<Record<string, unknown>>;

/** What a module of the SDK exports under names made of the operation's. */
interface Exports {
  readonly [command: `${string}Command`]: new (input: unknown) => Command;
  readonly [paginate: `paginate${string}`]: (
    settings: { client: sts.STSClient; pageSize: number },
    input: unknown,
  ) => AsyncIterable<Page>;
  readonly [wait: `waitUntil${string}`]: (
    settings: { client: sts.STSClient; minDelay: number; maxDelay: number; maxWaitTime: number },
    input: unknown,
  ) => Promise<unknown>;
}

async function send(asked: Asked, settings: Settings): Promise<Outcome> {
  const [module, Service] = serviceOf(asked.operation) === 'sts' ? [sts, sts.STSClient] : [iam, iam.IAMClient];
  const client = new Service(settings as object) as sts.STSClient;
  try {
    return { output: plain(await ask(client, module as unknown as Exports, asked)) };
  } catch (error) {
    const { name, message } = error as Error;
    if (!(error instanceof sts.STSServiceException || error instanceof iam.IAMServiceException)) {
      return { operation: undefined, code: 'the client itself', message: `${name}: ${message}` };
    }
    // The SDK does not say which operation was refused.
    return { operation: undefined, code: codeOf(error), message: sentenceOf(message) };
  } finally {
    client.destroy();
  }
}

async function ask(client: sts.STSClient, sdk: Exports, { operation, input, manner }: Asked): Promise<object> {
  if (manner === 'waiter') {
    await sdk[`waitUntil${waiterOf(operation)}`]!({ client, minDelay: 1, maxDelay: 1, maxWaitTime: 5 }, input);
    return {};
  }
  if (manner === 'pages') {
    const pages: Page[] = [];
    for await (const page of sdk[`paginate${operation}`]!({ client, pageSize: 1 }, input)) pages.push(page);
    return together(pages);
  }
  const { $metadata, ...output } = await client.send(new sdk[`${operation}Command`]!(input));
  return output;
}

/** The members of all pages, lists one after the other; the SDK leaves this to the application. */
function together(pages: readonly Page[]): Page {
  const whole = new Map<string, unknown>();
  for (const [key, value] of pages.flatMap((page) => Object.entries(page))) {
    const before = whole.get(key);
    whole.set(key, Array.isArray(before) && Array.isArray(value) ? [...before, ...value] : value);
  }
  return Object.fromEntries(whole);
}

/** The code as the server sent it: the SDK's classes for faults add a word to their names. */
const codeOf = (error: sts.STSServiceException | iam.IAMServiceException): string =>
  'Code' in error && typeof error.Code === 'string' ? error.Code : error.name;

/** Times and blobs as text, as the other clients give them. */
const plain = (output: object): Record<string, unknown> =>
  JSON.parse(
    JSON.stringify(output, (_key, value) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
    ),
  );

if (process.argv[1] === itself) {
  const outcome = await send(JSON.parse(process.argv[2]!), {});
  process.stdout.write(JSON.stringify(outcome));
}
